namespace Images.Engines;

/// <summary>One run of a container. The defaults are the strict profile: whatever more is needed is said.</summary>
/// <param name="Image">Reference or id of the image; it must be in the engine.</param>
public sealed record ContainerSpec(string Image)
{
    /// <summary>Replaces the image's entrypoint; null: the image's own; empty: none at all.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>Arguments after the entrypoint; null: the image's own command.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Variables added to those of the image.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>User as <c>uid[:gid]</c> or name; null: the image's own.</summary>
    public string? User { get; init; }

    /// <summary>Working directory; null: the image's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Network mode, such as <c>none</c>, <c>bridge</c>, <c>host</c> or a network's name.</summary>
    public string Network { get; init; } = "none";

    /// <summary>Whether the root file system can't be written.</summary>
    public bool ReadOnlyRoot { get; init; } = true;

    /// <summary>Directories in memory and their mount options, which may be empty.</summary>
    public IReadOnlyDictionary<string, string> Tmpfs { get; init; } = new Dictionary<string, string> { ["/tmp"] = "" };

    /// <summary>Size of /dev/shm in bytes; null: the engine's default of 64 MiB.</summary>
    public long? ShmBytes { get; init; }

    /// <summary>Capabilities taken away.</summary>
    public IReadOnlyList<string> DroppedCapabilities { get; init; } = ["ALL"];

    /// <summary>Capabilities given back.</summary>
    public IReadOnlyList<string> AddedCapabilities { get; init; } = [];

    /// <summary>Security options, such as <c>no-new-privileges</c>.</summary>
    public IReadOnlyList<string> SecurityOptions { get; init; } = ["no-new-privileges"];

    /// <summary>Additional groups of the user, by number or name.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The most processes at once; null: no limit.</summary>
    public long? PidsLimit { get; init; } = 256;

    /// <summary>The most memory in bytes; null: no limit.</summary>
    public long? MemoryBytes { get; init; } = 2L << 30;

    /// <summary>Processors the container may use, such as 1.5; null: all.</summary>
    public double? Processors { get; init; }

    /// <summary>Whether a small init process reaps children and hands on signals.</summary>
    public bool Init { get; init; } = true;

    /// <summary>Whether all GPUs are handed in (<c>--gpus all</c>).</summary>
    public bool Gpus { get; init; }

    /// <summary>Directories and files of the engine's host.</summary>
    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary>CDI devices that are handed in, such as <c>nvidia.com/gpu=all</c>.</summary>
    public IReadOnlyList<string> CdiDevices { get; init; } = [];

    /// <summary>Volumes that are seen, read-only.</summary>
    public IReadOnlyList<VolumeMount> Volumes { get; init; } = [];

    /// <summary>Directories that begin as empty volumes, which go with the container.</summary>
    public IReadOnlyList<string> EmptyVolumes { get; init; } = [];

    /// <summary>Directories that begin as volumes with what the image has there, owner and mode included; they go with the container.</summary>
    public IReadOnlyList<string> FilledVolumes { get; init; } = [];

    /// <summary>
    /// Absolute path of a file that is read after the container's end; null: none. Everybody in the container can write its
    /// directory, which is a volume that begins with what the image has there.
    /// </summary>
    public string? OutputFile { get; init; }

    /// <summary>The volume that is the directory of <see cref="OutputFile"/>; null until it is made.</summary>
    internal string? OutputVolume { get; init; }

    /// <summary>Directories and files of the engine's host as <c>SOURCE:TARGET[:OPTIONS]</c>; a source that is not there is made.</summary>
    public IReadOnlyList<string> Binds { get; init; } = [];

    /// <summary>Whether it may do whatever the engine's host may. Only for a person who says so, never for a definition.</summary>
    public bool Privileged { get; init; }

    /// <summary>Whether the process has a terminal; all that it writes is standard output then.</summary>
    public bool Terminal { get; init; }

    /// <summary>Whether what the container has become is kept as an image, see <see cref="ContainerResult.ImageId"/>.</summary>
    public bool BecomesImage { get; init; }

    /// <summary>The most bytes that one file may have which its processes write; null: no limit.</summary>
    public long? FileBytes { get; init; }

    /// <summary>Whether it stays when the run that made it has ended: it is no leftover then, and whoever makes it removes it.</summary>
    public bool Lasts { get; init; }

    /// <summary>Labels added to those by which leftovers are found.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>What the process reads from its standard input, which then ends; null: it has none.</summary>
    public ReadOnlyMemory<byte>? Input { get; init; }

    /// <summary>Name of the container; null: the engine makes one up.</summary>
    public string? Name { get; init; }

    /// <summary>Platform to run, such as <c>linux/arm64</c>; null: the image's own.</summary>
    public string? Platform { get; init; }

    /// <summary>How long the container may run before it is killed with all its processes; null: for ever.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The most bytes kept of each output stream; what comes after is counted and dropped.</summary>
    public int OutputLimit { get; init; } = 1 << 20;

    /// <summary>The directory of a file.</summary>
    /// <param name="file">An absolute path that is not in the root itself.</param>
    /// <returns>What stands before its last slash.</returns>
    public static string DirectoryOf(string file) => file[..file.LastIndexOf('/')];
}
