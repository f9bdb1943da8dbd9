using Images.Engines;
using Images.Jobs.Running;

namespace Images.Jobs.Staging;

/// <summary>A container that is set up, beside whose other programs a computation runs.</summary>
/// <param name="engine">The engine.</param>
/// <param name="id">The container.</param>
/// <param name="computation">The computation.</param>
/// <param name="storage">The file storage.</param>
/// <param name="caller">Who runs this program; null: the engine's machine sees to it that files are the caller's.</param>
internal sealed class ContainerPlace(ILastingContainers engine, string id, Computation computation, FileStorage storage, Caller? caller)
    : ComputationPlace
{
    private const string ProcessFile = "process";

    /// <inheritdoc/>
    public override string Storage => ComputationFolders.Storage;

    /// <inheritdoc/>
    public override async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        string passing,
        IProgress<ContainerChunk> output,
        CancellationToken cancellationToken
    )
    {
        var folder = ComputationContainer.FolderOf(computation);
        var spec = new ContainerSpec(string.Empty)
        {
            // Engines end no single program: its number is noted, by which it can be killed.
            Entrypoint = ["/bin/sh", "-c", "echo $$ > \"$1\" && shift && exec \"$@\"", "sh", $"{Storage}/{passing}/{ProcessFile}"],
            Command = [$"{folder}/{computation.Program}", .. arguments],
            User = caller?.ToString(),
            WorkingDirectory = folder,
            // The caller's number is in no /etc/passwd of an image, and '/' cannot be written.
            Environment = new Dictionary<string, string> { ["HOME"] = "/tmp" },
            OutputLimit = 0,
        };
        try
        {
            return (await engine.RunAsync(id, spec, output, cancellationToken)).ExitCode;
        }
        catch (OperationCanceledException)
        {
            await KillAsync(passing);
            throw;
        }
    }

    // Each program of a container that is started beside its first one leads a group of processes.
    private async Task KillAsync(string passing)
    {
        var file = storage.PathOf(Path.Combine(passing, ProcessFile));
        if (!File.Exists(file) || (await File.ReadAllTextAsync(file)).Trim() is not { Length: > 0 } process)
        {
            return;
        }

        var spec = new ContainerSpec(string.Empty)
        {
            Entrypoint = ["/bin/sh", "-c", "kill -9 \"-$1\" || kill -9 \"$1\"", "sh", process],
            User = "0:0",
            OutputLimit = 0,
            Timeout = TimeSpan.FromSeconds(10),
        };
        await engine.RunAsync(id, spec, null, CancellationToken.None);
    }
}
