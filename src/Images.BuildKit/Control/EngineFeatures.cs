namespace Images.BuildKit.Control;

/// <summary>What the BuildKit behind a connection can do, found by asking it rather than from version numbers.</summary>
public sealed record EngineFeatures
{
    /// <summary>BuildKit's own version; null on 20.10, which does not tell, and not a number in some distributions' builds.</summary>
    public string? Version { get; init; }

    /// <summary>
    /// The containerd image store: several platforms in one image, attestations, direct push, every cache exporter. Image IDs
    /// are then digests of manifests or indexes instead of configurations.
    /// </summary>
    public bool HasContainerdStore { get; init; }

    /// <summary>
    /// Named contexts in FROM and COPY --from, results of open builds among them, warnings and typed error details (engine 23 and
    /// newer).
    /// </summary>
    public bool HasNamedContexts { get; init; }

    /// <summary>Platforms that the engine can run, its own first, such as <c>linux/amd64</c> or <c>linux/arm/v7</c>.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];
}
