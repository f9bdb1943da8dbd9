using Images.Engines;
using Images.Jobs.Running;

namespace Images.Jobs.Staging;

/// <summary>Does the work of a call: its results appear whole, or not at all.</summary>
/// <param name="storage">The file storage.</param>
/// <param name="listener">Told of what is written.</param>
internal sealed class ComputationWork(FileStorage storage, IComputationListener listener)
{
    private const int TailLength = 4096;

    /// <summary>Does it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="place">Where it runs.</param>
    /// <param name="passing">A folder of the storage that goes in the end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>When all results are in their place.</returns>
    /// <exception cref="ComputationFailedException">It failed.</exception>
    /// <exception cref="JobException">It did not write all it should, or cannot be run.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task DoAsync(ComputationCall call, ComputationPlace place, string passing, CancellationToken cancellationToken)
    {
        var made = call
            .Outputs.Select((_, index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{passing}/{index:00}"))
            .ToList();
        var last = new LastWords(TailLength);
        var output = new Passed(last, listener);
        var exitCode = await place.RunAsync(
            [.. call.Inputs.Concat(made).Select(name => $"{place.Storage}/{name}")],
            passing,
            output,
            cancellationToken
        );
        if (exitCode != 0)
        {
            var end = LastWords.End(last.Line);
            throw new ComputationFailedException(exitCode, $"{call.Computation.Name}: failed with exit code {exitCode}{end}");
        }

        if (made.FindIndex(name => !storage.Has(name)) is >= 0 and var missing)
        {
            throw new JobException(
                $"{call.Computation.Name}: ended well, but has not written its output '{call.Computation.Outputs[missing]}', the file of argument {call.Inputs.Count + missing + 1}"
            );
        }

        foreach (var (from, to) in made.Zip(call.Outputs))
        {
            storage.Settle(storage.PathOf(from), to);
        }
    }

    private sealed class Passed(LastWords last, IComputationListener listener) : IProgress<ContainerChunk>
    {
        private readonly Lock gate = new();

        public void Report(ContainerChunk value)
        {
            lock (gate)
            {
                last.Add(value.Stream, value.Bytes.Span);
                listener.Wrote(value);
            }
        }
    }
}
