using Images.Planning;
using Images.Rendering;

namespace Images.Building;

/// <summary>
/// Builds the graph in parallel. A child starts as soon as its parents are done; what fails blocks its descendants only.
/// </summary>
/// <param name="builder">Builds one image.</param>
/// <param name="references">The references by which images of the family name each other.</param>
/// <param name="options">How many at once, and when to stop.</param>
/// <param name="time">The clock.</param>
public sealed class GraphBuilder(IImageBuilder builder, ImageReferences references, GraphOptions options, TimeProvider time)
{
    /// <summary>Builds every image of a plan.</summary>
    /// <param name="plan">Parents before their children.</param>
    /// <param name="progress">Hears of every image and step, on no particular thread.</param>
    /// <param name="cancellationToken">Cancels the running steps; what was done is still returned.</param>
    /// <returns>One result for each planned image, in the plan's order; none is missing, also when cancelled.</returns>
    public async Task<IReadOnlyList<BuiltImage>> BuildAsync(
        IReadOnlyList<PlannedImage> plan,
        IProgress<ImageEvent> progress,
        CancellationToken cancellationToken
    )
    {
        using var run = new Run(builder, references, options, time, progress, cancellationToken);
        return await run.BuildAsync(plan);
    }

    private sealed class Run(
        IImageBuilder builder,
        ImageReferences references,
        GraphOptions options,
        TimeProvider time,
        IProgress<ImageEvent> progress,
        CancellationToken cancellationToken
    ) : IDisposable
    {
        private readonly SemaphoreSlim slots = new(options.Jobs);
        private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        public async Task<IReadOnlyList<BuiltImage>> BuildAsync(IReadOnlyList<PlannedImage> plan)
        {
            var results = new Dictionary<string, Task<BuiltImage>>(StringComparer.Ordinal);
            foreach (var image in plan)
            {
                results.Add(image.Id, BuildAsync(image, [.. image.Parents.Select(parent => results[parent.Id])]));
            }

            return await Task.WhenAll(plan.Select(image => results[image.Id]));
        }

        public void Dispose()
        {
            slots.Dispose();
            stop.Dispose();
        }

        private async Task<BuiltImage> BuildAsync(PlannedImage image, Task<BuiltImage>[] parents)
        {
            var started = time.GetTimestamp();
            BuiltImage result;
            try
            {
                var built = await Task.WhenAll(parents).WaitAsync(stop.Token);
                var missing = built.FirstOrDefault(parent => parent.LocalName is null);
                result = missing is null ? await BuildNextAsync(image, Bind(built)) : NotTried(image, missing);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                result = NotBuilt(image, BuildOutcome.Cancelled, "cancelled", time.GetElapsedTime(started));
            }

            progress.Report(new ImageFinished(image, result));
            if (options.FailFast && result.Outcome == BuildOutcome.Failed)
            {
                await stop.CancelAsync();
            }

            return result;
        }

        private async Task<BuiltImage> BuildNextAsync(PlannedImage image, Dictionary<string, string> bindings)
        {
            await slots.WaitAsync(stop.Token);
            try
            {
                // A slot that a cancelled build gave back must not start another one.
                stop.Token.ThrowIfCancellationRequested();
                progress.Report(new ImageStarted(image));
                return await builder.BuildAsync(image, bindings, progress, stop.Token);
            }
            finally
            {
                slots.Release();
            }
        }

        private Dictionary<string, string> Bind(BuiltImage[] parents) =>
            parents.ToDictionary(
                parent => references.Of(parent.Planned.Rendered.Variant),
                parent => parent.LocalName!,
                StringComparer.Ordinal
            );

        private static BuiltImage NotTried(PlannedImage image, BuiltImage parent)
        {
            var (outcome, reason) = parent.Outcome switch
            {
                BuildOutcome.Cancelled => (BuildOutcome.Cancelled, "was cancelled"),
                BuildOutcome.Blocked => (BuildOutcome.Blocked, "was blocked"),
                _ => (BuildOutcome.Blocked, "failed"),
            };
            return NotBuilt(image, outcome, $"not tried: its parent {parent.Planned.Id} {reason}", TimeSpan.Zero);
        }

        private static BuiltImage NotBuilt(PlannedImage image, BuildOutcome outcome, string message, TimeSpan duration)
        {
            var failure = new BuildFailure(message, null, null, null, [], Reproduction.CommandFor(image));
            return new BuiltImage(image, outcome, null, null, duration, failure, null);
        }
    }
}
