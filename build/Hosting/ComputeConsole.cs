using Images.Engines;
using Images.Jobs.Running;
using Images.Jobs.Staging;

namespace Images.Build.Hosting;

/// <summary>Shows on standard error how a computation goes on.</summary>
/// <param name="output">Where to write.</param>
/// <param name="passesOn">Whether what it writes is passed on as it is, and not line by line and harmless.</param>
internal sealed class ComputeConsole(Output output, bool passesOn) : IComputationListener, IDisposable
{
    private readonly Stream standardError = Console.OpenStandardError();
    private readonly ChunkLines lines = new((_, line) => output.Log.WriteLine(output.Mask.Apply(line)));

    /// <inheritdoc/>
    public void Note(string line) => output.Note(line);

    /// <inheritdoc/>
    public void SetUp(string line) => output.Note($"set-up | {line}");

    /// <inheritdoc/>
    public void Wrote(ContainerChunk chunk)
    {
        if (passesOn)
        {
            standardError.Write(chunk.Bytes.Span);
            standardError.Flush();
        }
        else
        {
            lines.Add(chunk);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lines.End();
        standardError.Dispose();
    }
}
