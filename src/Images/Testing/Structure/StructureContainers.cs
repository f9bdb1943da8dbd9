using Images.Definitions.Structure;
using Images.Engines;

namespace Images.Testing.Structure;

/// <summary>
/// The containers of a file's tests. They are those of the original, an engine's usual ones, for its tests install packages and
/// write anywhere; only how much they may take is bounded.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="options">What is allowed.</param>
internal sealed class StructureContainers(StructureFile file, StructureOptions options)
{
    private const int MostProcesses = 2048;
    private const long MostMemory = 4L << 30;
    private const int MostOutput = 16 << 20;

    /// <summary>Gets what is not allowed; null where nothing is asked for that needs to be.</summary>
    public string? Forbidden =>
        options.AllowPrivileged || file.RunOptions is not { } run ? null
        : run.Privileged is { } privileged ? Refusal(privileged, "runs privileged containers")
        : run.Capabilities is [var capability, ..] ? Refusal(capability.Location, $"asks for the capability {capability.Value}")
        : ForbiddenMounts;

    /// <summary>Gets what is not allowed to those who only read files.</summary>
    public string? ForbiddenMounts =>
        !options.AllowPrivileged && file.RunOptions?.BindMounts is [var mount, ..]
            ? Refusal(mount.Location, $"mounts {mount.Value} of the engine's host")
            : null;

    /// <summary>Makes a container that runs a command.</summary>
    /// <param name="image">The image.</param>
    /// <param name="command">The program and its arguments; there is no entrypoint.</param>
    /// <param name="variables">The variables added to the image's.</param>
    /// <returns>What to run.</returns>
    public ContainerSpec Command(string image, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables) =>
        Reading(image) with
        {
            Command = command,
            Environment = variables,
            User = file.RunOptions is { User.Length: > 0 } run ? run.User : null,
            Privileged = file.RunOptions?.Privileged is not null,
            AddedCapabilities = [.. (file.RunOptions?.Capabilities ?? []).Select(static capability => capability.Value)],
            Timeout = options.Timeout,
            OutputLimit = MostOutput,
        };

    /// <summary>Makes a container whose files are read.</summary>
    /// <param name="image">The image.</param>
    /// <returns>The container; it is not run.</returns>
    public ContainerSpec Reading(string image) =>
        new(image)
        {
            Entrypoint = [],
            Network = options.Network,
            ReadOnlyRoot = false,
            Tmpfs = new Dictionary<string, string>(),
            DroppedCapabilities = [],
            SecurityOptions = [],
            PidsLimit = MostProcesses,
            MemoryBytes = MostMemory,
            Init = false,
            Binds = [.. (file.RunOptions?.BindMounts ?? []).Select(static mount => mount.Value)],
        };

    private static string Refusal(Definitions.SourceLocation location, string what) =>
        $"{location}: {what}, which a test file cannot grant itself; allow it with --allow-privileged";
}
