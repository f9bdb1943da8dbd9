namespace Images.Building.Revisions;

/// <summary>A commit, a tree or the content of a file, as git keeps it.</summary>
/// <param name="Id">Its id, in hexadecimal digits.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record GitObject(string Id, byte[] Content);
