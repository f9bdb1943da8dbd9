namespace Images.BuildKit.Contexts;

/// <summary>What one source of COPY or ADD takes out of a context.</summary>
/// <param name="Source">The source as it stands in the instruction; an empty one is the whole context.</param>
public sealed record ContextSelection(string Source)
{
    /// <summary>Gets the patterns of <c>--exclude</c>, in order, each relative to the folder that the source is.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>Gets the folder that patterns are relative to, with <c>--parents</c>: what stands before <c>/./</c>; null: the source.</summary>
    public string? Base { get; init; }

    /// <summary>Gets the pattern of what is taken below <see cref="Base"/>; null: all of it.</summary>
    public string? Pattern { get; init; }

    /// <summary>Gets whether everything is taken that lies at or below the source.</summary>
    public bool IsWhole => Excludes.Count == 0 && Pattern is null;
}
