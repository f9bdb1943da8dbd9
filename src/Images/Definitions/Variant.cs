using Images.Definitions.Structure;

namespace Images.Definitions;

/// <summary>One cell of an image's matrix with every effective value: inherited, merged and interpolated.</summary>
/// <remarks>Dictionaries keep the order in which keys were first written, family first, then parent, then image.</remarks>
public sealed record Variant
{
    /// <summary>Gets the id: <c>name</c> or <c>name:axis-axis</c>, such as <c>r-ver:4.6.1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name of the image that this is a variant of.</summary>
    public required string Image { get; init; }

    /// <summary>Gets the absolute path of the image's folder, the build context.</summary>
    public required string Directory { get; init; }

    /// <summary>Gets the axes' values joined by '-', such as <c>4.6.1</c>; <c>default</c> when there is no matrix. Also the folder's name of the rendered Dockerfile.</summary>
    public required string FolderName { get; init; }

    /// <summary>Gets the axes of the matrix and this variant's values, in the matrix's order.</summary>
    public required IReadOnlyDictionary<string, string> Axes { get; init; }

    /// <summary>Gets where the values of the axes are written, by axis.</summary>
    public IReadOnlyDictionary<string, SourceLocation> AxesAt { get; init; } = new Dictionary<string, SourceLocation>();

    /// <summary>Gets where <c>push</c>, <c>reproducible</c>, <c>refresh</c> and each <c>vars.NAME</c> are written, as far as they are.</summary>
    public IReadOnlyDictionary<string, SourceLocation> ValuesAt { get; init; } = new Dictionary<string, SourceLocation>();

    /// <summary>Gets what <c>from:</c> says; for one of ours, as written.</summary>
    public required Located<string> From { get; init; }

    /// <summary>Gets the id of the variant of ours that this one is built from, or null when the base is external.</summary>
    public required string? Parent { get; init; }

    /// <summary>Gets the template's name without its ending.</summary>
    public required Located<string> Template { get; init; }

    /// <summary>Gets the one-line description, or null.</summary>
    public required Located<string>? Description { get; init; }

    /// <summary>Gets the SPDX licence expression, or null.</summary>
    public required Located<string>? Licenses { get; init; }

    /// <summary>Gets the address of the family's source repository, or null.</summary>
    public required string? Source { get; init; }

    /// <summary>Gets the tags that this variant won, in the order written.</summary>
    public required IReadOnlyList<Tag> Tags { get; init; }

    /// <summary>Gets the registries that it may be published to: those of the family when null, none at all when empty.</summary>
    public IReadOnlyList<string>? Push { get; init; }

    /// <summary>Gets whether it is skipped, with its descendants, where an external base cannot be had; otherwise it fails.</summary>
    public bool SkipsWithoutBase { get; init; }

    /// <summary>Gets the platforms, such as <c>linux/amd64</c>; at least one.</summary>
    public required IReadOnlyList<string> Platforms { get; init; }

    /// <summary>Gets where the platforms are written; null where nobody says any and the default holds.</summary>
    public SourceLocation? PlatformsAt { get; init; }

    /// <summary>Gets the build arguments.</summary>
    public required IReadOnlyDictionary<string, Located<string>> Args { get; init; }

    /// <summary>Gets the environment variables.</summary>
    public required IReadOnlyDictionary<string, Located<string>> Env { get; init; }

    /// <summary>Gets the labels.</summary>
    public required IReadOnlyDictionary<string, Located<string>> Labels { get; init; }

    /// <summary>Gets the free values: text, or nested <see cref="IReadOnlyList{T}"/> and <see cref="IReadOnlyDictionary{TKey, TValue}"/> of the same.</summary>
    public required IReadOnlyDictionary<string, object> Vars { get; init; }

    /// <summary>Gets the Debian packages.</summary>
    public required IReadOnlyList<Located<string>> Apt { get; init; }

    /// <summary>Gets the Python requirements.</summary>
    public required IReadOnlyList<Located<string>> Pip { get; init; }

    /// <summary>Gets the R packages.</summary>
    public required IReadOnlyList<Located<string>> R { get; init; }

    /// <summary>Gets the secrets that its own build may mount, the family's included; never those of a parent.</summary>
    public required IReadOnlyList<SecretDefinition> Secrets { get; init; }

    /// <summary>Gets the SSH agents that its own build may ask, the family's included; never those of a parent.</summary>
    public required IReadOnlyList<SshDefinition> Ssh { get; init; }

    /// <summary>Gets the exposed ports.</summary>
    public required IReadOnlyList<Located<string>> Expose { get; init; }

    /// <summary>Gets the volumes.</summary>
    public required IReadOnlyList<Located<string>> Volumes { get; init; }

    /// <summary>Gets the user that the image runs as, or null.</summary>
    public required Located<string>? User { get; init; }

    /// <summary>Gets the working directory, or null.</summary>
    public required Located<string>? Workdir { get; init; }

    /// <summary>Gets the entry point, or null.</summary>
    public required CommandLine? Entrypoint { get; init; }

    /// <summary>Gets the default command, or null.</summary>
    public required CommandLine? Cmd { get; init; }

    /// <summary>Gets the day support ends for this variant, or null.</summary>
    public required Located<DateOnly>? EndOfLife { get; init; }

    /// <summary>Gets whether each build of the same commit is to give the same image.</summary>
    public bool Reproducible { get; init; }

    /// <summary>Gets how often it is to be built with that day's packages; null: only when an input changes.</summary>
    public TimeSpan? Refresh { get; init; }

    /// <summary>Gets the limits.</summary>
    public required Limits Limits { get; init; }

    /// <summary>Gets the tests: the family's, then the parents', then the image's own.</summary>
    public required IReadOnlyList<TestDefinition> Tests { get; init; }

    /// <summary>Gets the files of structure tests beside the image; descendants do not run them.</summary>
    public IReadOnlyList<StructureFile> StructureFiles { get; init; } = [];
}
