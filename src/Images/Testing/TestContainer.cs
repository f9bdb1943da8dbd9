using Images.Definitions;
using Images.Engines;

namespace Images.Testing;

/// <summary>The containers that tests run in: the strict profile, and what the test says.</summary>
public static class TestContainer
{
    /// <summary>The most bytes that are kept of each stream of a test.</summary>
    public const int OutputLimit = 1 << 20;

    /// <summary>Makes the container of a test.</summary>
    /// <param name="imageId">The id of the very image that was built.</param>
    /// <param name="test">The test. Its command takes the place of the image's entrypoint.</param>
    /// <returns>What to run.</returns>
    public static ContainerSpec Of(string imageId, TestDefinition test)
    {
        IReadOnlyList<string> line = test.Run.IsShell ? ["/bin/sh", "-c", .. test.Run.Arguments] : test.Run.Arguments;
        // An empty command is the image's own.
        var strict = line.Count > 0 ? Of(imageId, line) : new ContainerSpec(imageId) { OutputLimit = OutputLimit };
        return strict with
        {
            Environment = test.Env,
            User = test.User,
            WorkingDirectory = test.Workdir,
            Network = test.Network,
            Timeout = test.Timeout,
            OutputFile = test.Output?.Value,
            MemoryBytes = test.Needs?.MemoryBytes ?? strict.MemoryBytes,
            PidsLimit = test.Needs?.Pids ?? strict.PidsLimit,
            ShmBytes = test.Needs?.ShmBytes ?? strict.ShmBytes,
            ReadOnlyRoot = test.Needs is not { WritableRoot: true },
            AddedCapabilities = test.Needs?.Capabilities ?? strict.AddedCapabilities,
            Tmpfs = Tmpfs(strict.Tmpfs, test),
        };
    }

    /// <summary>Adds what fixtures and GPUs there are.</summary>
    /// <param name="spec">The container of a test.</param>
    /// <param name="volumes">The volumes with its fixtures.</param>
    /// <param name="gpus">The engine's GPUs; null when the test needs none.</param>
    /// <returns>What to run.</returns>
    public static ContainerSpec With(ContainerSpec spec, IReadOnlyList<VolumeMount> volumes, GpuAccess? gpus) =>
        spec with
        {
            Volumes = volumes,
            Gpus = gpus is { HasRuntime: true },
            CdiDevices = gpus is { HasRuntime: false } ? gpus.CdiDevices : [],
        };

    /// <summary>Makes the container that a person runs by hand: with the fixtures themselves in place of volumes.</summary>
    /// <param name="spec">The container of a test.</param>
    /// <param name="test">The test.</param>
    /// <returns>What to run.</returns>
    public static ContainerSpec ByHand(ContainerSpec spec, TestDefinition test) =>
        spec with
        {
            Volumes = [],
            Mounts =
            [
                .. test.Mounts.Select(mount => new ContainerMount(
                    mount.Source,
                    mount.IsFile ? $"{mount.Target}/{Path.GetFileName(mount.Source)}" : mount.Target
                )),
            ],
        };

    /// <summary>Makes a container of the strict profile.</summary>
    /// <param name="imageId">The image's id.</param>
    /// <param name="arguments">The program and its arguments; at least one.</param>
    /// <returns>What to run.</returns>
    public static ContainerSpec Of(string imageId, IReadOnlyList<string> arguments) =>
        new(imageId)
        {
            Entrypoint = [arguments[0]],
            Command = [.. arguments.Skip(1)],
            OutputLimit = OutputLimit,
        };

    // Where a fixture or the file that is left stands, there is no place for a directory in memory.
    private static Dictionary<string, string> Tmpfs(IReadOnlyDictionary<string, string> strict, TestDefinition test)
    {
        var tmpfs = new Dictionary<string, string>(strict, StringComparer.Ordinal);
        foreach (var (path, options) in test.Needs?.Tmpfs ?? new Dictionary<string, string>())
        {
            tmpfs[path] = options;
        }

        foreach (
            var taken in test
                .Mounts.Select(mount => mount.Target)
                .Append(test.Output is { } file ? ContainerSpec.DirectoryOf(file.Value) : "/")
        )
        {
            tmpfs.Remove(taken);
        }

        return tmpfs;
    }
}
