using Images.Building;
using Images.Engines;
using Images.Jobs.Lists;
using Images.Jobs.Running;

namespace Images.Build.Hosting;

/// <summary>
/// Shows how jobs go on. What a single job writes is passed on byte by byte; of several, and in workflows, line by line with the job's
/// name and harmless.
/// </summary>
/// <param name="output">Where to write.</param>
/// <param name="isSingle">Whether there is one job only.</param>
/// <param name="passesOn">Whether its bytes are passed on as they are.</param>
/// <param name="talks">Whether starts and ends are told.</param>
internal sealed class JobConsole(Output output, bool isSingle, bool passesOn, bool talks) : IJobListener, IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ChunkLines> lines = new(StringComparer.Ordinal);
    private readonly Stream standardOutput = Console.OpenStandardOutput();
    private readonly Stream standardError = Console.OpenStandardError();

    /// <inheritdoc/>
    public void Started(JobUnit unit, int attempt)
    {
        if (talks)
        {
            Note(attempt == 1 ? $"{unit.Id}: started" : $"{unit.Id}: started again, attempt {attempt}");
        }
    }

    /// <inheritdoc/>
    public void Wrote(JobUnit unit, ContainerChunk chunk)
    {
        if (passesOn)
        {
            var stream = chunk.Stream == ContainerStream.Error ? standardError : standardOutput;
            stream.Write(chunk.Bytes.Span);
            stream.Flush();
            return;
        }

        lock (gate)
        {
            if (!lines.TryGetValue(unit.Id, out var cut))
            {
                var prefix = isSingle ? string.Empty : $"{unit.Id} | ";
                cut = new ChunkLines((_, line) => output.Log.WriteLine(output.Mask.Apply(prefix + line)));
                lines.Add(unit.Id, cut);
            }

            cut.Add(chunk);
        }
    }

    /// <inheritdoc/>
    public void Retrying(JobUnit unit, string sentence, TimeSpan wait) =>
        Note($"{unit.Id}: {sentence}; trying again in {wait.TotalSeconds:0} s");

    /// <inheritdoc/>
    public void Ended(JobReport report)
    {
        lock (gate)
        {
            if (lines.Remove(report.Unit.Id, out var cut))
            {
                cut.End();
            }
        }

        if (talks)
        {
            Note($"{report.Unit.Id}: {report.Sentence}{(report.Attempts > 0 ? $" in {Quantity.Duration(report.Elapsed)}" : string.Empty)}");
        }

        if (report.Warning is { } warning)
        {
            lock (gate)
            {
                output.Log.WriteLine($"{report.Unit.Id}: {warning}");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        standardOutput.Dispose();
        standardError.Dispose();
    }

    private void Note(string line)
    {
        lock (gate)
        {
            output.Note(line);
        }
    }
}
