using System.Collections.Concurrent;
using Images.Building;
using Images.Planning;
using Images.Rendering;

namespace Images.Tests.Building;

public sealed class GraphBuilderTests
{
    private static readonly PlannedImage Base = SampleFamily.Planned("base", "FROM scratch\n");
    private static readonly PlannedImage Left = SampleFamily.Planned("left", "FROM base:default\n", Base);
    private static readonly PlannedImage Right = SampleFamily.Planned("right", "FROM base:default\n", Base);
    private static readonly PlannedImage Leaf = SampleFamily.Planned(
        "leaf",
        "FROM left:default\nCOPY --from=right:default / /\n",
        Left,
        Right
    );
    private static readonly PlannedImage Other = SampleFamily.Planned("other", "FROM scratch\n");
    private static readonly PlannedImage[] Plan = [Base, Left, Right, Leaf, Other];

    [Fact]
    public async Task A_child_is_bound_to_the_images_that_its_parents_became()
    {
        var builder = new FakeBuilder();
        var results = await BuildAsync(builder, new GraphOptions(4, FailFast: false), TestContext.Current.CancellationToken);
        Assert.All(results, result => Assert.Equal(BuildOutcome.Built, result.Outcome));
        Assert.Equal(Plan.Select(image => image.Id), results.Select(result => result.Planned.Id));
        Assert.Equal("local/left", builder.Bindings["leaf"]["left:default"]);
        Assert.Equal("local/right", builder.Bindings["leaf"]["right:default"]);
        Assert.Empty(builder.Bindings["base"]);
    }

    [Fact]
    public async Task A_failure_blocks_its_descendants_and_nothing_else()
    {
        var results = await BuildAsync(
            new FakeBuilder { Failing = "left" },
            new GraphOptions(1, FailFast: false),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            [BuildOutcome.Built, BuildOutcome.Failed, BuildOutcome.Built, BuildOutcome.Blocked, BuildOutcome.Built],
            results.Select(result => result.Outcome)
        );
        Assert.Equal("not tried: its parent left failed", results[3].Failure?.Message);
    }

    [Fact]
    public async Task Fail_fast_cancels_what_is_running()
    {
        var builder = new FakeBuilder { Failing = "left", Hanging = "right" };
        var results = await BuildAsync(builder, new GraphOptions(4, FailFast: true), TestContext.Current.CancellationToken);
        Assert.Equal(BuildOutcome.Failed, results[1].Outcome);
        Assert.Equal(BuildOutcome.Cancelled, results[2].Outcome);
        Assert.Equal(BuildOutcome.Cancelled, results[3].Outcome);
    }

    [Fact]
    public async Task Cancelling_returns_a_result_for_every_image()
    {
        using var cancel = new CancellationTokenSource();
        var builder = new FakeBuilder { Hanging = "base" };
        var building = BuildAsync(builder, new GraphOptions(1, FailFast: false), cancel.Token);
        await builder.Started.Task;
        await cancel.CancelAsync();
        Assert.All(await building, result => Assert.Equal(BuildOutcome.Cancelled, result.Outcome));
    }

    [Fact]
    public async Task No_more_images_are_built_at_once_than_there_are_jobs()
    {
        var builder = new FakeBuilder();
        await BuildAsync(builder, new GraphOptions(1, FailFast: false), TestContext.Current.CancellationToken);
        Assert.Equal(1, builder.MostAtOnce);
    }

    private static Task<IReadOnlyList<BuiltImage>> BuildAsync(
        FakeBuilder builder,
        GraphOptions options,
        CancellationToken cancellationToken
    )
    {
        var graph = new GraphBuilder(builder, new ImageReferences(SampleFamily.Family(Plan)), options, TimeProvider.System);
        return graph.BuildAsync(Plan, new Silence(), cancellationToken);
    }

    private sealed class Silence : IProgress<ImageEvent>
    {
        public void Report(ImageEvent value) { }
    }

    private sealed class FakeBuilder : IImageBuilder
    {
        private int now;

        public string? Failing { get; init; }

        public string? Hanging { get; init; }

        public TaskCompletionSource Started { get; } = new();

        public ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> Bindings { get; } = new();

        public int MostAtOnce { get; private set; }

        public async Task<BuiltImage> BuildAsync(
            PlannedImage image,
            IReadOnlyDictionary<string, string> bindings,
            IProgress<ImageEvent> progress,
            CancellationToken cancellationToken
        )
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref now));
            Started.TrySetResult();
            Bindings[image.Id] = bindings;
            await Task.Yield();
            if (image.Id == Hanging)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            Interlocked.Decrement(ref now);
            return image.Id == Failing
                ? new BuiltImage(image, BuildOutcome.Failed, null, null, TimeSpan.Zero, FailureReport.At(image, "broken", 1, []), null)
                : new BuiltImage(image, BuildOutcome.Built, "sha256:1", 1, TimeSpan.Zero, null, null) { LocalName = $"local/{image.Id}" };
        }
    }
}
