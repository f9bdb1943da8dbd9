namespace Images.Definitions;

/// <summary>A place in a definition file.</summary>
/// <param name="File">The path as a person would type it: relative to the family's root, with forward slashes.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1, in UTF-16 units.</param>
public sealed record SourceLocation(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(null, $"{File}:{Line}:{Column}");
}
