namespace Images.Definitions;

/// <summary>An image's folder and what its file says, before anything is inherited or replaced.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Directory">The absolute path of the folder.</param>
/// <param name="File">Its <c>image.yaml</c>.</param>
internal sealed record ImageSource(string Name, string Directory, DefinitionFile File);
