using System.Collections.Concurrent;
using Images.Building;
using Images.Building.Placement;
using Images.Planning;
using Images.Rendering;

namespace Images.Tests.Building.Placement;

public sealed class SpreadingBuilderTests
{
    private static readonly PlannedImage Base = SampleFamily.Planned("base", "FROM debian:x\n");
    private static readonly PlannedImage Left = SampleFamily.Planned("left", "FROM base:default\n", Base);
    private static readonly PlannedImage Right = SampleFamily.Planned("right", "FROM base:default\nCOPY --from=tools:1 / /\n", Base);
    private static readonly PlannedImage Leaf = SampleFamily.Planned(
        "leaf",
        "FROM left:default\nCOPY --from=right:default / /\n",
        Left,
        Right
    );
    private static readonly PlannedImage[] Plan = [Base, Left, Right, Leaf];

    private readonly ConcurrentDictionary<string, string> registry = new(StringComparer.Ordinal);
    private readonly Events events = new();

    [Fact]
    public async Task The_graph_is_spread_and_each_parent_is_pushed_once_and_pulled_once()
    {
        var (one, two) = (Engine("one"), Engine("two"));
        var results = await BuildAsync("registry:5000/team", one, two);
        Assert.All(results, result => Assert.Equal(BuildOutcome.Built, result.Outcome));
        Assert.Equal(["one", "one", "two", "one"], results.Select(result => result.Engine));
        // base goes from one to two, right from two to one.
        Assert.Equal(2, registry.Count);
        Assert.Equal(["pull", "push"], Verbs(one));
        Assert.Equal(["pull", "push"], Verbs(two));
    }

    [Fact]
    public async Task Only_local_names_are_left_and_those_of_moved_images_go_at_the_end()
    {
        var (one, two) = (Engine("one"), Engine("two"));
        var exchange = new ImageExchange("registry:5000/team");
        await BuildAsync(exchange, Plan, one, two);
        Assert.DoesNotContain(one.Names.Keys.Concat(two.Names.Keys), name => name.Contains("images-exchange", StringComparison.Ordinal));
        await exchange.RemoveCopiesAsync(_ => false, TestContext.Current.CancellationToken);
        string[] own = ["debian:x", "tools:1"];
        Assert.Equal([.. own, .. Local("base", "leaf", "left")], Sorted(one));
        Assert.Equal([.. own, .. Local("right")], Sorted(two));
    }

    [Fact]
    public async Task An_engine_whose_base_is_another_one_gets_the_first_ones_under_a_local_name()
    {
        var (one, two) = (Engine("one"), Engine("two"));
        two.Names["tools:1"] = "sha256:othertools";
        var results = await BuildAsync("registry:5000/team", one, two);
        Assert.All(results, result => Assert.Equal(BuildOutcome.Built, result.Outcome));
        var local = two.Bindings["right"]["tools:1"];
        Assert.StartsWith("images.local/bases:tools-1-", local, StringComparison.Ordinal);
        Assert.Equal(("sha256:tools", "sha256:othertools"), (two.Names[local], two.Names["tools:1"]));
        Assert.DoesNotContain("debian:x", one.Bindings["base"].Keys);
    }

    [Fact]
    public async Task An_engine_that_fetches_layers_later_knows_moved_images_by_the_registrys_name()
    {
        var (one, two) = (Engine("one"), Engine("two"));
        two.FetchesLayersLater = true;
        var exchange = new ImageExchange("registry:5000/team");
        var results = await BuildAsync(exchange, Plan, one, two);
        Assert.All(results, result => Assert.Equal(BuildOutcome.Built, result.Outcome));
        var name = two.Bindings["right"]["base:default"];
        Assert.StartsWith("registry:5000/team/images-exchange:base-", name, StringComparison.Ordinal);
        await exchange.RemoveCopiesAsync(_ => false, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(name, two.Names.Keys);
    }

    [Fact]
    public async Task A_base_that_one_engine_cannot_get_comes_from_the_other()
    {
        var (one, two) = (Engine("one"), Engine("two"));
        two.Names.TryRemove("tools:1", out _);
        var results = await BuildAsync("registry:5000/team", one, two);
        Assert.All(results, result => Assert.Equal(BuildOutcome.Built, result.Outcome));
        Assert.Equal("sha256:tools", two.Names[two.Bindings["right"]["tools:1"]]);
    }

    [Fact]
    public async Task A_base_that_nobody_has_fails_the_image_at_its_line()
    {
        var (one, two) = (Engine("one"), Engine("two"));
        one.Names.TryRemove("tools:1", out _);
        two.Names.TryRemove("tools:1", out _);
        var results = await BuildAsync("registry:5000/team", one, two);
        Assert.Equal(("base tools:1: nowhere to be had", 2), (results[2].Failure!.Message, results[2].Failure!.DockerfileLine));
        Assert.EndsWith(" --engine=two", results[2].Failure!.Reproduce, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_refuses_fails_what_had_to_move_and_nothing_else()
    {
        var one = Engine("one");
        one.PushError = "denied";
        var results = await BuildAsync("registry:5000/team", one, Engine("two"));
        Assert.Equal(
            [BuildOutcome.Built, BuildOutcome.Built, BuildOutcome.Failed, BuildOutcome.Blocked],
            results.Select(result => result.Outcome)
        );
        var message = results[2].Failure!.Message;
        Assert.StartsWith(
            "base: cannot be moved from one to two: push of registry:5000/team/images-exchange:base-",
            message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(": denied; log in to that registry, or name another with --exchange", message, StringComparison.Ordinal);
        Assert.DoesNotContain(one.Names.Keys, name => name.Contains("images-exchange", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_registry_what_has_to_move_fails_with_the_option_to_give()
    {
        var results = await BuildAsync(null, Engine("one"), Engine("two"));
        Assert.Equal(
            "base: cannot be moved from one to two: name a registry that both reach, with --exchange=REGISTRY/PREFIX",
            results[2].Failure!.Message
        );
    }

    [Fact]
    public async Task An_engine_that_goes_away_fails_what_it_was_building_and_the_rest_goes_on_elsewhere()
    {
        var two = Engine("two");
        two.Deadly = "right";
        var other = SampleFamily.Planned("other", "FROM left:default\n", Left);
        var results = await BuildAsync(new ImageExchange("registry:5000/team"), [Base, Left, Right, Leaf, other], Engine("one"), two);
        Assert.Equal(
            [BuildOutcome.Built, BuildOutcome.Built, BuildOutcome.Failed, BuildOutcome.Blocked, BuildOutcome.Built],
            results.Select(result => result.Outcome)
        );
        Assert.Equal("the engine two broke off while it was built; see 'doctor --engine=two'", results[2].Failure!.Message);
        Assert.Equal("one", results[4].Engine);
    }

    [Fact]
    public async Task What_only_a_lost_engine_has_blocks_its_children_in_one_line()
    {
        var (one, two) = (Engine("one"), Engine("two"));
        one.Deadly = "left";
        two.Before = image => image.Id == "slow" ? events.FinishedAsync("left") : Task.CompletedTask;
        one.Before = _ => Task.CompletedTask;
        var slow = SampleFamily.Planned("slow", "FROM debian:x\n");
        var child = SampleFamily.Planned("child", "FROM base:default\nCOPY --from=slow:default / /\n", Base, slow);
        var results = await BuildAsync(new ImageExchange("registry:5000/team"), [Base, slow, Left, child], one, two);
        Assert.Equal(
            [BuildOutcome.Built, BuildOutcome.Built, BuildOutcome.Failed, BuildOutcome.Blocked],
            results.Select(result => result.Outcome)
        );
        Assert.Equal("not tried: its parent base is on one, which does not answer any more", results[3].Failure!.Message);
    }

    // Two engines with a place each: left is not done before right has found its place, which is then the second engine.
    private FakeEngine Engine(string name)
    {
        var engine = new FakeEngine(name, registry)
        {
            Before = image => image.Id == "left" ? events.PlacedAsync("right") : Task.CompletedTask,
        };
        engine.Names["debian:x"] = "sha256:debian";
        engine.Names["tools:1"] = "sha256:tools";
        return engine;
    }

    private static IEnumerable<string> Local(params string[] images) =>
        images.Select(image => LocalNames.Building(SampleFamily.Variant(image)));

    private static IEnumerable<string> Sorted(FakeEngine engine) =>
        engine
            .Names.Keys.OrderBy(name => name.StartsWith(LocalNames.Prefix, StringComparison.Ordinal))
            .ThenBy(name => name, StringComparer.Ordinal);

    private static IEnumerable<string> Verbs(FakeEngine engine) =>
        engine.Happened.Select(happened => happened.Split(' ')[0]).Order(StringComparer.Ordinal);

    private Task<IReadOnlyList<BuiltImage>> BuildAsync(string? prefix, FakeEngine one, FakeEngine two) =>
        BuildAsync(new ImageExchange(prefix), Plan, one, two);

    private async Task<IReadOnlyList<BuiltImage>> BuildAsync(ImageExchange exchange, PlannedImage[] plan, params FakeEngine[] engines)
    {
        var family = SampleFamily.Family(plan);
        BuildSite[] sites = [.. engines.Select(engine => engine.Site(1))];
        var board = new PlacementBoard(sites);
        var builder = new SpreadingBuilder(sites, board, exchange, new SharedBases(board, exchange, family));
        var graph = new GraphBuilder(builder, new ImageReferences(family), new GraphOptions(2, FailFast: false), TimeProvider.System);
        return await graph.BuildAsync(plan, events, TestContext.Current.CancellationToken);
    }

    /// <summary>Lets a test wait for what happens to an image.</summary>
    private sealed class Events : IProgress<ImageEvent>
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> happened = new(StringComparer.Ordinal);

        public Task PlacedAsync(string image) => Of($"placed {image}").Task;

        public Task FinishedAsync(string image) => Of($"finished {image}").Task;

        public void Report(ImageEvent value)
        {
            var what = value switch
            {
                ImageNote => "placed",
                ImageFinished => "finished",
                _ => "other",
            };
            Of($"{what} {value.Image.Id}").TrySetResult();
        }

        private TaskCompletionSource Of(string what) =>
            happened.GetOrAdd(what, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
