namespace Images.BuildKit.Contexts;

/// <summary>What the engine asks for: include patterns and followed paths select, exclude patterns take away.</summary>
internal sealed record ContextFilter(
    IReadOnlyList<string> IncludePatterns,
    IReadOnlyList<string> ExcludePatterns,
    IReadOnlyList<string> FollowPaths
)
{
    /// <summary>Everything.</summary>
    public static ContextFilter All { get; } = new([], [], []);
}
