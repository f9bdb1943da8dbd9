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

    [Fact]
    public async Task A_child_starts_from_its_parents_steps_before_the_parent_is_exported()
    {
        var builder = new SteppingBuilder(exported: true);
        var graph = new GraphBuilder(builder, References, new GraphOptions(2, FailFast: false), TimeProvider.System);
        var results = await graph.BuildAsync([Base, Left], new Silence(), TestContext.Current.CancellationToken);
        Assert.All(results, result => Assert.Equal(BuildOutcome.Built, result.Outcome));
        Assert.Equal(["base steps", "left from base", "base exported", "steps of base released"], builder.Happened);
    }

    [Fact]
    public async Task A_child_that_needs_the_image_of_a_parent_that_cannot_be_exported_is_blocked()
    {
        var builder = new SteppingBuilder(exported: false);
        var graph = new GraphBuilder(builder, References, new GraphOptions(2, FailFast: false), TimeProvider.System);
        var results = await graph.BuildAsync([Base, Left], new Silence(), TestContext.Current.CancellationToken);
        Assert.Equal([BuildOutcome.Failed, BuildOutcome.Blocked], results.Select(result => result.Outcome));
        Assert.Equal("not tried: its parent base could not be exported", results[1].Failure?.Message);
    }

    private static ImageReferences References => new(SampleFamily.Family(Plan));

    private static Task<IReadOnlyList<BuiltImage>> BuildAsync(
        FakeBuilder builder,
        GraphOptions options,
        CancellationToken cancellationToken
    )
    {
        var graph = new GraphBuilder(builder, References, options, TimeProvider.System);
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

        public async Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
        {
            var image = build.Image;
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref now));
            Started.TrySetResult();
            Bindings[image.Id] = await build.ParentNamesAsync(cancellationToken);
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

    /// <summary>Ends the export of base only when left has started from its steps.</summary>
    private sealed class SteppingBuilder(bool exported) : IImageBuilder
    {
        private readonly TaskCompletionSource childStarted = new();

        public ConcurrentQueue<string> Happened { get; } = new();

        public async Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
        {
            var image = build.Image;
            if (build.Parents is [{ } parent])
            {
                Assert.IsType<Steps>(parent.Steps);
                Assert.False(parent.Built.IsCompleted);
                Happened.Enqueue($"{image.Id} from {parent.Planned.Id}");
                childStarted.SetResult();
                if (!exported)
                {
                    await build.ParentNamesAsync(cancellationToken);
                }

                await parent.Built;
                return Built(image);
            }

            Assert.True(build.HasChildren);
            Happened.Enqueue($"{image.Id} steps");
#pragma warning disable CA2000 // Dispose objects before losing scope: whoever is told disposes
            build.StepsDone(new Steps(() => Happened.Enqueue($"steps of {image.Id} released")));
#pragma warning restore CA2000
            await childStarted.Task.WaitAsync(cancellationToken);
            Happened.Enqueue($"{image.Id} exported");
            return exported
                ? Built(image)
                : new BuiltImage(image, BuildOutcome.Failed, null, null, TimeSpan.Zero, FailureReport.At(image, "full", 1, []), null);
        }

        private static BuiltImage Built(PlannedImage image) =>
            new(image, BuildOutcome.Built, "sha256:1", 1, TimeSpan.Zero, null, null) { LocalName = $"local/{image.Id}" };
    }

    private sealed class Steps(Action released) : IStepsResult
    {
        public ValueTask DisposeAsync()
        {
            released();
            return ValueTask.CompletedTask;
        }
    }
}
