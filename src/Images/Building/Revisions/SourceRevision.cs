namespace Images.Building.Revisions;

/// <summary>The commit that an image is built from: the last one that touched its inputs.</summary>
/// <param name="Commit">The commit's id; with <c>-dirty</c> when the inputs have changes that are in no commit.</param>
/// <param name="Created">When it was committed.</param>
public sealed record SourceRevision(string Commit, DateTimeOffset Created);
