namespace Images.Building.Revisions;

/// <summary>A commit or a tree, as git keeps it.</summary>
/// <param name="Id">Its id, in hexadecimal digits.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record GitObject(string Id, byte[] Content);
