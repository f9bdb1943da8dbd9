namespace Images.Rendering.Importing;

/// <summary>One Dockerfile with one set of values: what becomes a variant.</summary>
/// <param name="Name">Its name where it comes from.</param>
/// <param name="Group">What it belongs to: targets of one group become variants of one image, if they can.</param>
/// <param name="Place">The file, as errors name it.</param>
/// <param name="Context">The folder of its context, absolute.</param>
/// <param name="Dockerfile">The text of its Dockerfile, LF line ends.</param>
public sealed record ImportedTarget(string Name, string Group, string Place, string Context, string Dockerfile)
{
    /// <summary>Gets the values by which it differs from others of its group, in the order of the axes.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Cell { get; init; } = [];

    /// <summary>Gets the stage to stop at, or null for the last one.</summary>
    public string? Stage { get; init; }

    /// <summary>Gets what the image is, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the build arguments.</summary>
    public IReadOnlyDictionary<string, string> Args { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the references that the image gets; empty when nothing says.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Gets the labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the platforms; empty for the usual one.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Gets what stands for names in FROM and COPY --from: <c>target:NAME</c> or <c>docker-image://REFERENCE</c>.</summary>
    public IReadOnlyDictionary<string, string> Contexts { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the secrets: each a list of <c>key=value</c>, as on docker's command line.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Gets the SSH agents: each a name, or <c>name=socket</c>.</summary>
    public IReadOnlyList<string> Ssh { get; init; } = [];

    /// <summary>Gets what cannot be carried over, and what to do about it.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];
}
