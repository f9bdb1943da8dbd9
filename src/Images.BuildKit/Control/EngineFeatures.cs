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

    /// <summary>Named contexts in FROM and COPY --from, warnings and typed error details (engine 23 and newer).</summary>
    public bool HasNamedContexts { get; init; }

    /// <summary>The frontend checks Dockerfiles (<c>frontend.lint</c>; engine 27 and newer).</summary>
    public bool HasLint { get; init; }

    /// <summary>
    /// The subrequests that the built-in frontend lists, such as <c>frontend.outline</c>; empty where it lists none.
    /// <c>frontend.lint</c> is never among them: see <see cref="HasLint"/>.
    /// </summary>
    public IReadOnlyList<string> Subrequests { get; init; } = [];

    /// <summary>Platforms that the engine can run, its own first, such as <c>linux/amd64</c> or <c>linux/arm/v7</c>.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];
}
