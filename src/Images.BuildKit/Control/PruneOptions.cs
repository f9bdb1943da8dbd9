namespace Images.BuildKit.Control;

/// <summary>What of the build cache to remove; by default what no build used for the engine's own while.</summary>
public sealed record PruneOptions
{
    /// <summary>Also internal entries and those of the frontends.</summary>
    public bool All { get; init; }

    /// <summary>Keep what was used within this time; zero keeps nothing.</summary>
    public TimeSpan KeepDuration { get; init; }

    /// <summary>Keep this many bytes; zero keeps nothing.</summary>
    public long KeepBytes { get; init; }

    /// <summary>Filters in containerd's form, such as <c>type==source.local</c>; any of them suffices.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];
}
