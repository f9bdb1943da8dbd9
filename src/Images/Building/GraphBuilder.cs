using Images.Planning;
using Images.Rendering;

namespace Images.Building;

/// <summary>
/// Builds the graph in parallel. A child starts as soon as its parents' steps are done; what fails blocks its descendants only.
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
            var nodes = new Dictionary<string, GraphNode>(StringComparer.Ordinal);
            foreach (var image in plan)
            {
                nodes.Add(image.Id, new GraphNode(image, [.. image.Parents.Select(parent => nodes[parent.Id])]));
            }

            foreach (var image in plan)
            {
                nodes[image.Id].Start(BuildAsync);
            }

            return await Task.WhenAll(plan.Select(image => nodes[image.Id].Built));
        }

        public void Dispose()
        {
            slots.Dispose();
            stop.Dispose();
        }

        private async Task<BuiltImage> BuildAsync(GraphNode node)
        {
            var started = time.GetTimestamp();
            BuiltImage result;
            try
            {
                var missing = await node.ParentsReadyAsync(stop.Token);
                result = missing is null ? await BuildNextAsync(node) : NotTried(node.Image, missing);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                result = NotBuilt(node.Image, BuildOutcome.Cancelled, "cancelled", time.GetElapsedTime(started));
            }
            catch (ParentLostException lost)
            {
                result = NotBuilt(node.Image, BuildOutcome.Blocked, $"not tried: {lost.Message}", TimeSpan.Zero);
            }

            progress.Report(new ImageFinished(node.Image, result));
            if (options.FailFast && result.Outcome == BuildOutcome.Failed)
            {
                await stop.CancelAsync();
            }

            return result;
        }

        private async Task<BuiltImage> BuildNextAsync(GraphNode node)
        {
            await slots.WaitAsync(stop.Token);
            try
            {
                // A slot that a cancelled build gave back must not start another one.
                stop.Token.ThrowIfCancellationRequested();
                progress.Report(new ImageStarted(node.Image));
                return await builder.BuildAsync(node.ToBuild(references), progress, stop.Token);
            }
            finally
            {
                slots.Release();
            }
        }

        private static BuiltImage NotTried(PlannedImage image, BuiltImage parent)
        {
            var (outcome, reason) = parent.Outcome switch
            {
                BuildOutcome.Cancelled => (BuildOutcome.Cancelled, "was cancelled"),
                BuildOutcome.Blocked => (BuildOutcome.Blocked, "was blocked"),
                BuildOutcome.Skipped => (BuildOutcome.Skipped, "was skipped"),
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
