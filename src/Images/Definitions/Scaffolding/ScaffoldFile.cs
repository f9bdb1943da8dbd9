namespace Images.Definitions.Scaffolding;

/// <summary>A file of a new image.</summary>
/// <param name="Path">Relative to the family's root, forward slashes.</param>
/// <param name="Text">What is in it, LF line ends.</param>
public sealed record ScaffoldFile(string Path, string Text);
