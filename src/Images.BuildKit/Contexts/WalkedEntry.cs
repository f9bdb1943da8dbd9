namespace Images.BuildKit.Contexts;

/// <summary>An entry of a walk.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Entry">What it is.</param>
/// <param name="HardLinkTo">The path of an earlier entry that is the same file; null for the first name of a file.</param>
internal sealed record WalkedEntry(string Path, ContextEntry Entry, string? HardLinkTo);
