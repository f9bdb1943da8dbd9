using System.ComponentModel;
using System.Diagnostics;
using Images.Engines;

namespace Images.Jobs.Staging;

/// <summary>This machine, for a computation that names no image.</summary>
/// <param name="computation">The computation.</param>
/// <param name="tree">The folder of the commit's files.</param>
/// <param name="storage">The file storage.</param>
internal sealed class HostPlace(Computation computation, string tree, FileStorage storage) : ComputationPlace
{
    private const int BufferLength = 32 << 10;

    /// <inheritdoc/>
    public override string Storage => storage.Folder;

    /// <inheritdoc/>
    public override async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        string passing,
        IProgress<ContainerChunk> output,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.Combine(tree, computation.Tree.Prefix);
        var program = Path.Combine(folder, computation.Program);
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GFSDIR"] = Storage;
        start.Environment["COMPDIR"] = folder;
        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            await Task.WhenAll(
                PassAsync(process.StandardOutput.BaseStream, ContainerStream.Output, output, cancellationToken),
                PassAsync(process.StandardError.BaseStream, ContainerStream.Error, output, cancellationToken)
            );
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new JobException($"{start.FileName}: cannot be started");
        }
        catch (Win32Exception error)
        {
            throw new JobException($"{start.FileName}: cannot be started: {error.Message}; look at its first line", error);
        }
    }

    private static async Task PassAsync(
        Stream stream,
        ContainerStream kind,
        IProgress<ContainerChunk> output,
        CancellationToken cancellationToken
    )
    {
        var buffer = new byte[BufferLength];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            output.Report(new ContainerChunk(kind, buffer.AsMemory(0, read)));
        }
    }
}
