namespace Images.BuildKit.Control;

/// <summary>One entry of the build cache.</summary>
public sealed record CacheRecord
{
    /// <summary>The engine's identifier.</summary>
    public required string Id { get; init; }

    /// <summary>What made it, such as <c>mount / from exec /bin/sh -c make</c>.</summary>
    public string Description { get; init; } = "";

    /// <summary><c>regular</c>, <c>source.local</c>, <c>exec.cachemount</c>, <c>frontend</c>, ...</summary>
    public string Type { get; init; } = "";

    /// <summary>Bytes on disk.</summary>
    public long Size { get; init; }

    /// <summary>A running build or an image holds it.</summary>
    public bool InUse { get; init; }

    /// <summary>An image shares its bytes: pruning frees nothing.</summary>
    public bool Shared { get; init; }

    /// <summary>How often it was used.</summary>
    public int UsageCount { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last used; null for never.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>Entries that it was made from.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];
}
