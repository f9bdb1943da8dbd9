using System.Text.Json.Nodes;
using Images.Definitions;
using Images.Engines;
using Images.Jobs.Files;
using Images.Jobs.Storage;

namespace Images.Jobs;

/// <summary>A job as it was written: what is run, in which image, with which folders and limits.</summary>
public sealed record JobDefinition
{
    /// <summary>Gets its name; letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the images, of which the first is taken that the engine has; at least one.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>Gets where it was written.</summary>
    public SourceLocation Location { get; init; } = new("the command line", 1, 1);

    /// <summary>Gets the script; null: there is a command, or the image's own is run.</summary>
    public JobScript? Script { get; init; }

    /// <summary>Gets the command and its arguments; null: there is a script, or the image's own is run.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Gets whether the command goes to the image's entry point as its arguments.</summary>
    public bool UsesEntrypoint { get; init; }

    /// <summary>Gets the parameters.</summary>
    public JsonObject Params { get; init; } = [];

    /// <summary>Gets the environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the folder of this machine that may only be read, an absolute path; null: none.</summary>
    public string? Resources { get; init; }

    /// <summary>Gets the folder of this machine to work in, an absolute path; null: one that is gone afterwards, if any is needed.</summary>
    public string? Work { get; init; }

    /// <summary>Gets the folder of this machine for results, an absolute path; null: none.</summary>
    public string? Output { get; init; }

    /// <summary>Gets the folder of this machine for <c>stdout.log</c> and <c>stderr.log</c>, an absolute path; null: the output folder.</summary>
    public string? Logs { get; init; }

    /// <summary>Gets where in storage its resources are; null: nowhere.</summary>
    public StorageAddress? Input { get; init; }

    /// <summary>Gets where in storage its results are copied to, also when it fails; null: nowhere.</summary>
    public StorageAddress? Upload { get; init; }

    /// <summary>Gets who it is in the container: <c>caller</c>, <c>image</c>, or a user by name or number.</summary>
    public string User { get; init; } = "caller";

    /// <summary>Gets the network: <c>none</c> or <c>bridge</c>.</summary>
    public string Network { get; init; } = "none";

    /// <summary>Gets what it may use.</summary>
    public JobLimits Limits { get; init; } = new();

    /// <summary>Gets the size of /dev/shm in bytes; null: the engine's default of 64 MiB.</summary>
    public long? ShmBytes { get; init; }

    /// <summary>Gets directories in memory and their mount options.</summary>
    public IReadOnlyDictionary<string, string> Tmpfs { get; init; } = new Dictionary<string, string> { ["/tmp"] = "" };

    /// <summary>Gets whether the root file system can be written.</summary>
    public bool WritableRoot { get; init; }

    /// <summary>Gets capabilities given back.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>
    /// Gets whether it may start containers beside its own, through the engine's socket, which is as good as being root on the engine's
    /// machine: for a person to say, never for a job file.
    /// </summary>
    public bool HasEngineSocket { get; init; }

    /// <summary>Gets what else of this machine it sees: for a person to say, never for a job file.</summary>
    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary>Gets whether all GPUs are handed in.</summary>
    public bool Gpu { get; init; }

    /// <summary>Gets the scene below <see cref="Resources"/> that is rendered; null: none.</summary>
    public string? Scene { get; init; }

    /// <summary>Gets the frames in ascending order; empty: the job has none.</summary>
    public IReadOnlyList<int> Frames { get; init; } = [];

    /// <summary>Gets the first and the last frame of the whole animation, of which this may be a part.</summary>
    public (int First, int Last) Animation { get; init; }

    /// <summary>Gets what the pictures of frames are called; null: there are none.</summary>
    public PicturePattern? Pictures { get; init; }

    /// <summary>Gets whether a contact sheet is made of the frames.</summary>
    public bool HasSheet { get; init; } = true;

    /// <summary>Gets the node of a pool as which this machine runs it; null: it is run with the folders of Golem.</summary>
    public PoolNode? Node { get; init; }

    /// <summary>Gets how often it is tried again after a failure.</summary>
    public int Retries { get; init; }
}
