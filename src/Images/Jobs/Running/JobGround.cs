using Images.Engines;

namespace Images.Jobs.Running;

/// <summary>The folders of this machine that a job's container sees, made ready for it and put in order after it.</summary>
internal sealed class JobGround : IDisposable
{
    private readonly List<(string Folder, UnixFileMode Mode)> opened = [];
    private readonly PassingFolder? passing;
    private readonly PoolNode? node;

    private JobGround(JobDefinition job)
    {
        Output = job.Output;
        Work = job.Work;
        Resources = job.Resources;
        node = job.Node;
        if (Work is null && (job.Script is not null || job.Params.Count > 0))
        {
            passing = new PassingFolder();
            Work = passing.Path;
        }
    }

    /// <summary>Gets the folder to work in; null: none is needed.</summary>
    public string? Work { get; }

    /// <summary>Gets the folder for results; null: none.</summary>
    public string? Output { get; }

    /// <summary>Gets the folder to read; null: none.</summary>
    public string? Resources { get; }

    /// <summary>Gets the folders that the job can write.</summary>
    public IEnumerable<string> Writable =>
        (node is null ? new[] { Work, Output } : [node.Root]).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Gets what the container mounts.</summary>
    public IReadOnlyList<ContainerMount> Mounts => node is null ? OwnMounts : [new(node.Root, node.Root, ReadOnly: false), .. Read];

    private IReadOnlyList<ContainerMount> OwnMounts =>
        [
            .. Read,
            .. Work is null ? Array.Empty<ContainerMount>() : [new(Work, JobFolders.Work, ReadOnly: false)],
            .. Output is null ? Array.Empty<ContainerMount>() : [new(Output, JobFolders.Output, ReadOnly: false)],
        ];

    private IReadOnlyList<ContainerMount> Read =>
        Resources is null ? [] : [new(Resources, node?.PreparationFolder ?? JobFolders.Resources)];

    /// <summary>Makes the folders, and writes script and parameters.</summary>
    /// <param name="job">The job.</param>
    /// <param name="isOpen">Whether the container's user is another one than the caller, who could not write otherwise.</param>
    /// <returns>The folders.</returns>
    /// <exception cref="JobException">They cannot be made.</exception>
    public static JobGround Make(JobDefinition job, bool isOpen)
    {
        JobGround? ground = null;
        try
        {
            ground = new JobGround(job);
            ground.Prepare(isOpen);
            if (ground.Work is { } work && (job.Script is not null || job.Params.Count > 0))
            {
                WorkFiles.Write(work, job, JobEnvironment.Parameters(job));
            }

            return ground;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ground?.Dispose();
            throw new JobException($"{job.Name}: its folders cannot be made ready: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    /// <summary>Gives the folders their modes back, and removes what is not to stay.</summary>
    public void Dispose()
    {
        foreach (var (folder, mode) in opened)
        {
            try
            {
                if (!OperatingSystem.IsWindows() && Directory.Exists(folder))
                {
                    File.SetUnixFileMode(folder, mode);
                }
            }
            catch (UnauthorizedAccessException)
            {
                // A job of root's has made it its own; giving back what it left says so.
            }
        }

        passing?.Dispose();
    }

    private void Prepare(bool isOpen)
    {
        foreach (var folder in Writable.Concat(node?.Folders ?? []).Distinct(StringComparer.Ordinal))
        {
            Directory.CreateDirectory(folder);
            if (isOpen && !OperatingSystem.IsWindows())
            {
                opened.Add((folder, File.GetUnixFileMode(folder)));
                File.SetUnixFileMode(folder, FolderModes.Everybody);
            }
        }
    }
}
