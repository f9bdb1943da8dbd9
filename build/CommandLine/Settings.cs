using Cake.Core.Diagnostics;
using Images.Definitions.Scaffolding;
using Images.Testing.Structure;

namespace Images.Build.CommandLine;

/// <summary>What the tasks go by: command line, environment, cake.config and defaults in one.</summary>
public sealed record Settings
{
    /// <summary>Gets the targets to run, at least one.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Gets the selectors, or the verb's argument.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Gets what the selection is narrowed to changes since, any name that git knows of a commit; null: it is not.</summary>
    public required string? ChangedSince { get; init; }

    /// <summary>Gets the absolute path of the folder that holds images/ and templates/.</summary>
    public required string Root { get; init; }

    /// <summary>Gets the folder that the user is in, absolute: what paths on the command line are relative to.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>Gets the engines' addresses as they were given; empty to find one.</summary>
    public required IReadOnlyList<string> Engines { get; init; }

    /// <summary>Gets the address of the first engine that was given, or null to find one.</summary>
    public string? Engine => Engines.Count > 0 ? Engines[0] : null;

    /// <summary>Gets the registry and prefix through which images travel between engines; null: the family's first registry.</summary>
    public required string? Exchange { get; init; }

    /// <summary>Gets how much may be done at once, at least 1; null: as the machine allows.</summary>
    public required int? Jobs { get; init; }

    /// <summary>Gets whether the first failure ends the run.</summary>
    public required bool FailFast { get; init; }

    /// <summary>Gets the time that builds give instead of that of the commit; null for the latter.</summary>
    public DateTimeOffset? SourceDateEpoch { get; init; }

    /// <summary>Gets the selectors of the images whose every step is run again; none for no image.</summary>
    public required IReadOnlyList<string> NoCache { get; init; }

    /// <summary>Gets whether the selected images are built although they are up to date.</summary>
    public required bool Force { get; init; }

    /// <summary>Gets whether tests are run again that the image has passed before.</summary>
    public bool Rerun { get; init; }

    /// <summary>Gets whether the list of the engine's images is written and not compared.</summary>
    public bool Write { get; init; }

    /// <summary>Gets the loose files of structure tests.</summary>
    public IReadOnlyList<string> StructureFiles { get; init; } = [];

    /// <summary>Gets the image that loose files of structure tests are run on; null without such files.</summary>
    public string? StructureImage { get; init; }

    /// <summary>Gets whether structure tests may be privileged.</summary>
    public bool AllowPrivileged { get; init; }

    /// <summary>Gets when a container of structure tests is killed; null for the usual limit.</summary>
    public TimeSpan? StructureTimeout { get; init; }

    /// <summary>Gets what structure tests may do.</summary>
    /// <param name="folder">The folder that their files with variables are looked for in.</param>
    public StructureOptions Structure(string folder)
    {
        var options = new StructureOptions { AllowPrivileged = AllowPrivileged, Folder = folder };
        return StructureTimeout is { } limit ? options with { Timeout = limit } : options;
    }

    /// <summary>Gets whether published images count, and not those of the engine.</summary>
    public required bool AgainstRegistry { get; init; }

    /// <summary>Gets the variant that the plan explains; null: none.</summary>
    public required string? Explain { get; init; }

    /// <summary>Gets whether the exit code says that something would be built.</summary>
    public required bool ExitCodes { get; init; }

    /// <summary>Gets whether registries are asked for newer external bases.</summary>
    public required bool Pull { get; init; }

    /// <summary>Gets the build caches to read, as written.</summary>
    public required IReadOnlyList<string> CacheFrom { get; init; }

    /// <summary>Gets the build caches to write, as written.</summary>
    public required IReadOnlyList<string> CacheTo { get; init; }

    /// <summary>Gets how much is recorded of how each image was made, <c>min</c> or <c>max</c>; null: nothing.</summary>
    public required string? Provenance { get; init; }

    /// <summary>Gets the image that lists what is in each image; null: no list.</summary>
    public required string? Sbom { get; init; }

    /// <summary>Gets whether the run goes on where an interrupted one stopped.</summary>
    public required bool Resume { get; init; }

    /// <summary>Gets how progress is shown.</summary>
    public required ProgressMode Progress { get; init; }

    /// <summary>Gets whether Dockerfiles or the lock are compared and not written.</summary>
    public required bool Check { get; init; }

    /// <summary>Gets whether the lock's digests are brought up to date.</summary>
    public required bool Update { get; init; }

    /// <summary>Gets whether the lock is not obeyed.</summary>
    public required bool NoLock { get; init; }

    /// <summary>Gets the registries that are asked without TLS.</summary>
    public required IReadOnlyList<string> PlainHttp { get; init; }

    /// <summary>Gets the registries to publish to; none: those of the family.</summary>
    public required IReadOnlyList<string> Registries { get; init; }

    /// <summary>Gets whether tags may be taken from images of other variants.</summary>
    public required bool AllowOverwrite { get; init; }

    /// <summary>Gets what is attached to images that are published: <c>sbom</c>, <c>provenance</c>.</summary>
    public IReadOnlyList<string> Attach { get; init; } = [];

    /// <summary>Gets the file of the key that signs images that are published; null: nothing is signed.</summary>
    public string? SigningKey { get; init; }

    /// <summary>Gets the tag of the release; null: find it.</summary>
    public string? ReleaseTag { get; init; }

    /// <summary>Gets the tag of the release to compare with; null: find it.</summary>
    public string? PreviousRelease { get; init; }

    /// <summary>Gets whether the release stays a draft.</summary>
    public bool Draft { get; init; }

    /// <summary>Gets whether the notes of the release are printed and nothing is changed.</summary>
    public bool NotesOnly { get; init; }

    /// <summary>Gets the repository that has the releases, as it was given; null: find it.</summary>
    public string? Repository { get; init; }

    /// <summary>Gets whether pages are sent to Docker Hub.</summary>
    public bool PushPages { get; init; }

    /// <summary>Gets whether it is all about the packages that images hold.</summary>
    public required bool Packages { get; init; }

    /// <summary>Gets how the graph is written.</summary>
    public required GraphFormat Format { get; init; }

    /// <summary>Gets whether only what would be built is cut into jobs, and not all that is selected.</summary>
    public required bool OnlyWhatWouldBeBuilt { get; init; }

    /// <summary>Gets the most jobs of a layer of a workflow's matrix; null: as many as GitHub allows.</summary>
    public required int? MaxEntries { get; init; }

    /// <summary>Gets the most layers of a workflow's matrix; null: as many as the graph is deep.</summary>
    public required int? Layers { get; init; }

    /// <summary>Gets how many days ahead ends of life are looked for, at least 0.</summary>
    public required int Within { get; init; }

    /// <summary>Gets whether images are removed for which the family has no use any more.</summary>
    public required bool OldImages { get; init; }

    /// <summary>Gets whether registries are cleaned, in place of engines.</summary>
    public required bool CleansRegistries { get; init; }

    /// <summary>Gets whether the private engine is removed as well.</summary>
    public required bool PrivateEngine { get; init; }

    /// <summary>Gets the image that is to be begun; null unless the verb asks for one.</summary>
    public ScaffoldWishes? NewImage { get; init; }

    /// <summary>Gets the number of the pull request that is commented on; null for the one that the workflow runs for.</summary>
    public int? PullRequest { get; init; }

    /// <summary>Gets the folder of the reports that a comment tells of, absolute; null for the usual one.</summary>
    public string? Reports { get; init; }

    /// <summary>Gets the folder of the reports that a comment compares with, absolute; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>Gets the folder that imported Dockerfiles are built in; null for the one each stands in.</summary>
    public string? ImportContext { get; init; }

    /// <summary>Gets the jobs that are to be run; null unless the verb asks for some.</summary>
    public JobWishes? Run { get; init; }

    /// <summary>Gets the computation that is to be run; null unless the verb asks for one.</summary>
    public ComputeWishes? Compute { get; init; }

    /// <summary>Gets whether the containers of computations are removed.</summary>
    public bool Computations { get; init; }

    /// <summary>Gets whether standard output is one JSON document.</summary>
    public required bool Json { get; init; }

    /// <summary>Gets whether output is coloured; null: decide by the terminal.</summary>
    public required bool? Color { get; init; }

    /// <summary>Gets how much is said on standard error.</summary>
    public required Verbosity Verbosity { get; init; }

    /// <summary>Gets whether nothing is to be changed.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Gets whether the target runs without those it depends on.</summary>
    public required bool Exclusive { get; init; }
}

/// <summary>How progress is shown.</summary>
public enum ProgressMode
{
    /// <summary>A live tree on a terminal, plain lines elsewhere.</summary>
    Auto,

    /// <summary>One line an event.</summary>
    Plain,

    /// <summary>A live tree.</summary>
    Tty,

    /// <summary>BuildKit's own records as JSON, one a line.</summary>
    RawJson,

    /// <summary>Nothing until the end.</summary>
    Quiet,
}

/// <summary>How the graph is written.</summary>
public enum GraphFormat
{
    /// <summary>An indented tree.</summary>
    Tree,

    /// <summary>Graphviz.</summary>
    Dot,

    /// <summary>Mermaid, as GitHub shows it.</summary>
    Mermaid,

    /// <summary>JSON.</summary>
    Json,
}
