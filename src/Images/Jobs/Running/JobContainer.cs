using Images.Engines;

namespace Images.Jobs.Running;

/// <summary>The container of a job: the strict profile, and what the job says.</summary>
internal static class JobContainer
{
    private const string Socket = "/var/run/docker.sock";

    /// <summary>Makes it.</summary>
    /// <param name="job">The job; at most one frame.</param>
    /// <param name="imageId">The image's id.</param>
    /// <param name="ground">Its folders.</param>
    /// <param name="user">Who it is: <c>uid:gid</c> or a name; null for the image's own.</param>
    /// <param name="engine">The engine: its socket, if the job may have it, and the caller who has the right to it.</param>
    /// <param name="gpus">The engine's GPUs; null when the job needs none.</param>
    /// <returns>What to run.</returns>
    public static ContainerSpec Of(JobDefinition job, string imageId, JobGround ground, string? user, JobEngine engine, GpuAccess? gpus)
    {
        var (entrypoint, command) = Program(job);
        return new ContainerSpec(imageId)
        {
            Entrypoint = entrypoint,
            Command = command,
            Environment = JobEnvironment.Variables(job, ground.Work is not null, user is null),
            User = user,
            WorkingDirectory = ground.Work is null || job.Node is not null ? null : JobFolders.Work,
            Network = job.Network,
            ReadOnlyRoot = !job.WritableRoot,
            Tmpfs = job.Tmpfs,
            ShmBytes = job.ShmBytes,
            AddedCapabilities = job.Capabilities,
            PidsLimit = job.Limits.Pids,
            MemoryBytes = job.Limits.MemoryBytes,
            Processors = job.Limits.Processors,
            FileBytes = job.Limits.DiskBytes,
            Mounts =
            [
                .. ground.Mounts,
                .. job.Mounts,
                .. job.HasEngineSocket ? [new(engine.SocketPath!, Socket, ReadOnly: false)] : Array.Empty<ContainerMount>(),
            ],
            Groups = job.HasEngineSocket ? engine.Caller?.Groups ?? [] : [],
            Gpus = gpus is { HasRuntime: true },
            CdiDevices = gpus is { HasRuntime: false } ? gpus.CdiDevices : [],
        };
    }

    /// <summary>Gets what a job runs.</summary>
    /// <param name="job">The job; at most one frame.</param>
    /// <returns>The program and its arguments; null for what the image does by itself.</returns>
    public static IReadOnlyList<string>? Line(JobDefinition job) =>
        job.Script is { } script ? [.. script.Interpreter, $"{JobFolders.Work}/{script.FileName}"]
        : job.Scene is not null ? SceneCommand.Of(job, job.Frames[0])
        : job.Command;

    private static (IReadOnlyList<string>? Entrypoint, IReadOnlyList<string>? Command) Program(JobDefinition job)
    {
        var line = job.Node is { } node ? node.Command : Line(job);
        return line is null || job.UsesEntrypoint ? (null, line) : ([line[0]], [.. line.Skip(1)]);
    }
}
