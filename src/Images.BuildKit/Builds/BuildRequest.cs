using Images.BuildKit.Contexts;
using Images.BuildKit.Sessions;
using Images.Registry.Logins;

namespace Images.BuildKit.Builds;

/// <summary>One target to build with the engine's built-in Dockerfile frontend.</summary>
/// <example>
/// <code>
/// var request = new BuildRequest
/// {
///     Dockerfile = File.ReadAllBytes("Dockerfile"),
///     Context = new DirectoryContext("images/base"),
///     Args = new Dictionary&lt;string, string&gt; { ["R_VERSION"] = "4.6.1" },
///     Output = new ImageOutput("acme/base:1", "acme/base:latest"),
/// };
/// </code>
/// </example>
public sealed record BuildRequest
{
    /// <summary>The Dockerfile's bytes; it need not exist on disk.</summary>
    public required ReadOnlyMemory<byte> Dockerfile { get; init; }

    /// <summary>The Dockerfile's name in messages and source ranges.</summary>
    public string DockerfileName { get; init; } = "Dockerfile";

    /// <summary>Patterns that replace the context's own .dockerignore; null leaves that one in force.</summary>
    public ReadOnlyMemory<byte>? DockerIgnore { get; init; }

    /// <summary>The files that COPY and ADD take from; null is an empty context.</summary>
    public IContextSource? Context { get; init; }

    /// <summary>The stage to build; null is the last one.</summary>
    public string? Target { get; init; }

    /// <summary>Values for ARG.</summary>
    public IReadOnlyDictionary<string, string> Args { get; init; } = new Dictionary<string, string>();

    /// <summary>Labels of the image, over those of the Dockerfile.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Platforms such as <c>linux/arm64</c>; empty is the engine's own. More than one needs the containerd store.
    /// </summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>What becomes of the result; by default it only fills the cache.</summary>
    public BuildOutput Output { get; init; } = BuildOutput.CacheOnly;

    /// <summary>Runs every step anew.</summary>
    public bool NoCache { get; init; }

    /// <summary>Runs the steps of these stages anew.</summary>
    public IReadOnlyList<string> NoCacheStages { get; init; } = [];

    /// <summary>Asks the registry for newer base images; otherwise the engine's own are taken where it has them.</summary>
    public bool Pull { get; init; }

    /// <summary>
    /// What names in FROM and COPY --from stand for. Needs <see cref="Control.EngineFeatures.HasNamedContexts"/>; an older
    /// engine fails with <see cref="Errors.BuildKitUnsupportedException"/> instead of ignoring them.
    /// </summary>
    public IReadOnlyDictionary<string, NamedContext> NamedContexts { get; init; } = new Dictionary<string, NamedContext>();

    /// <summary>The network of RUN steps.</summary>
    public BuildNetwork Network { get; init; }

    /// <summary>Extra lines of /etc/hosts in RUN steps: host name to address.</summary>
    public IReadOnlyDictionary<string, string> AddHosts { get; init; } = new Dictionary<string, string>();

    /// <summary>Limits in RUN steps, such as <c>nofile=1024:2048</c> (engine 23 and newer).</summary>
    public IReadOnlyList<string> Ulimits { get; init; } = [];

    /// <summary>Bytes of /dev/shm in RUN steps (engine 23 and newer); null is the engine's default.</summary>
    public long? ShmSize { get; init; }

    /// <summary>Caches to read besides the engine's own.</summary>
    public IReadOnlyList<CacheLocation> CacheFrom { get; init; } = [];

    /// <summary>What the engine attests of the image; null is nothing.</summary>
    public Attestations? Attestations { get; init; }

    /// <summary>Caches to write; the graph driver store knows only <c>inline</c>.</summary>
    public IReadOnlyList<CacheLocation> CacheTo { get; init; } = [];

    /// <summary>The time to write instead of now, as the build argument SOURCE_DATE_EPOCH; null sets nothing.</summary>
    public DateTimeOffset? SourceDateEpoch { get; init; }

    /// <summary>Answers <c>RUN --mount=type=secret</c>; null has no secrets.</summary>
    public ISecretSource? Secrets { get; init; }

    /// <summary>Answers <c>RUN --mount=type=ssh</c>; null has no agents.</summary>
    public ISshAgents? SshAgents { get; init; }

    /// <summary>Logins for registries; null is anonymous everywhere.</summary>
    public IRegistryCredentials? Credentials { get; init; }

    /// <summary>Entitlements to grant, such as <c>security.insecure</c>; that of the host network is granted with it.</summary>
    public IReadOnlyList<string> Entitlements { get; init; } = [];

    /// <summary>
    /// Leaves a record in the engine's history of builds (<c>docker buildx history</c>; engine 23 and newer). Writing it takes the
    /// engine about as long as a build that is all cached.
    /// </summary>
    public bool RecordHistory { get; init; } = true;

    /// <summary>Attributes for the frontend as they are (<c>hostname</c>, ...); they win over all above.</summary>
    public IReadOnlyDictionary<string, string> FrontendAttributes { get; init; } = new Dictionary<string, string>();
}
