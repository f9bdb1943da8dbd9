using System.Globalization;
using Images.Building;
using Images.Building.Revisions;
using Images.BuildKit.Builds;
using Images.Engines;
using Images.Planning;
using Images.Rendering;

namespace Images.Tests.Building;

public sealed class UpToDateBuilderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory().FullName;

    private const string Epoch = "2026-11-21T08:00:00.000Z";

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly PlannedImage Base = SampleFamily.Planned("base", "FROM scratch\n");
    private static readonly PlannedImage Child = SampleFamily.Planned("child", "FROM base:default\n", Base);
    private static readonly PlannedImage[] Plan = [Base, Child];

    private readonly MemoryImageStore store = new();

    [Fact]
    public async Task What_was_built_from_the_same_inputs_is_left_alone()
    {
        await BuildAsync(Plan);
        var again = new RecordingBuilder(store);
        var results = await BuildAsync(Plan, again);
        Assert.Empty(again.Built);
        Assert.All(results, result => Assert.Equal(BuildOutcome.UpToDate, result.Outcome));
        Assert.Equal(store.Kept.Select(image => image.Id), results.Reverse().Select(result => result.ImageId));
        Assert.Empty(store.Calls);
    }

    [Fact]
    public async Task A_changed_child_is_built_from_the_very_image_that_is_kept()
    {
        await BuildAsync(Plan);
        var again = new RecordingBuilder(store);
        var results = await BuildAsync([Base, SampleFamily.Planned("child", "FROM base:default\nUSER 1\n", Base)], again);
        Assert.Equal(["child"], again.Built);
        Assert.Equal([BuildOutcome.UpToDate, BuildOutcome.Built], results.Select(result => result.Outcome));
        var pin = results[0].LocalName;
        Assert.Equal([$"tag {pin}", $"untag {pin}"], store.Calls);
    }

    [Fact]
    public async Task What_is_built_from_something_that_is_built_anew_is_built_too()
    {
        await BuildAsync(Plan);
        store.Kept.RemoveAll(image => image.Labels[ImageLabels.Variant] == "base");
        var again = new RecordingBuilder(store);
        await BuildAsync(Plan, again);
        Assert.Equal(["base", "child"], again.Built);
    }

    [Fact]
    public async Task Without_the_cache_everything_is_built_and_then_kept()
    {
        await BuildAsync(Plan);
        var anew = new RecordingBuilder(store);
        await BuildAsync(Plan, anew, Epoch);
        Assert.Equal(["base", "child"], anew.Built);

        var later = new RecordingBuilder(store);
        var results = await BuildAsync(Plan, later);
        Assert.Empty(later.Built);
        Assert.All(results, result => Assert.Contains(Epoch, store.Kept.Single(image => image.Id == result.ImageId).Labels.Values));
    }

    [Fact]
    public async Task A_resumed_run_without_the_cache_keeps_what_that_run_had_built()
    {
        await BuildAsync([Base], epoch: Epoch);
        var resumed = new RecordingBuilder(store);
        await BuildAsync(Plan, resumed, Epoch);
        Assert.Equal(["child"], resumed.Built);
    }

    [Fact]
    public async Task A_parent_built_anew_on_its_own_makes_its_children_stale()
    {
        await BuildAsync(Plan);
        await BuildAsync([Base], epoch: Epoch);
        var again = new RecordingBuilder(store);
        await BuildAsync(Plan, again);
        Assert.Equal(["child"], again.Built);
    }

    [Fact]
    public async Task What_is_to_be_attested_is_built_once_for_each_wish_and_kept_beside_what_is_not()
    {
        await BuildAsync(Plan);
        var provenance = new Attestations { Provenance = ProvenanceMode.Min };
        foreach (var (wanted, expected) in new[] { (provenance, 2), (provenance with { SbomGenerator = "x" }, 2), (provenance, 0) })
        {
            var again = new RecordingBuilder(store);
            await BuildAsync(Plan, again, attestations: wanted);
            Assert.Equal(expected, again.Built.Count);
        }

        var without = new RecordingBuilder(store);
        await BuildAsync(Plan, without);
        Assert.Empty(without.Built);
    }

    [Fact]
    public async Task What_is_built_from_a_base_whose_digest_cannot_be_told_is_built_each_time_and_so_is_what_is_built_from_that()
    {
        var kept = SampleFamily.Planned("kept", "FROM debian:y\n");
        var odd = SampleFamily.Planned("odd", "FROM debian:x\n");
        var child = SampleFamily.Planned("child", "FROM odd:default\nCOPY --from=kept:default / /\n", odd, kept);
        await BuildAsync([kept, odd, child], withoutDigest: "debian:x");
        var again = new RecordingBuilder(store);
        var results = await BuildAsync([kept, odd, child], again, withoutDigest: "debian:x");
        Assert.Equal(["odd", "child"], again.Built);
        Assert.Equal([$"tag {results[0].LocalName}", $"untag {results[0].LocalName}"], store.Calls);
    }

    [Fact]
    public async Task A_changed_child_is_built_on_the_reopened_steps_of_its_kept_parents()
    {
        var middle = SampleFamily.Planned("middle", "FROM base:default\n", Base);
        var leaf = SampleFamily.Planned("leaf", "FROM middle:default\nRUN first\n", middle);
        await BuildAsync([Base, middle, leaf]);
        Directory.Delete(Path.Combine(root, "artifacts"), recursive: true);
        var changed = SampleFamily.Planned("leaf", "FROM middle:default\nRUN first\nUSER 1\n", middle);
        var again = new RecordingBuilder(store);
        var reopener = new Reopener();
        await BuildAsync([Base, middle, changed], again, reopener: reopener);
        Assert.Equal(["leaf on the steps of middle"], again.Built);
        Assert.Equal(["define base", "middle on the steps of base"], reopener.Opened);
        Assert.Equal(2, reopener.Closed);
    }

    [Fact]
    public async Task Steps_are_not_opened_for_an_image_whose_first_step_is_a_new_one()
    {
        await BuildAsync(Plan, reopener: new Reopener());
        var again = new RecordingBuilder(store);
        var reopener = new Reopener();
        await BuildAsync([Base, SampleFamily.Planned("child", "FROM base:default\nRUN new\n", Base)], again, reopener: reopener);
        Assert.Equal(["child"], again.Built);
        Assert.Empty(reopener.Opened);
    }

    [Fact]
    public async Task Only_the_images_that_are_chosen_run_their_steps_again()
    {
        var other = SampleFamily.Planned("other", "FROM base:default\nUSER 1\n", Base);
        PlannedImage[] plan = [Base, Child, other];
        await BuildAsync(plan);
        var again = new RecordingBuilder(store);
        await BuildAsync(plan, again, Epoch, change: options => options with { Anew = new HashSet<string> { "child" } });
        Assert.Equal(["child"], again.Built);
        Assert.Equal(["child"], again.Anew);
    }

    [Fact]
    public async Task What_is_forced_is_built_with_the_engines_cache_and_so_is_what_is_built_from_it()
    {
        await BuildAsync(Plan);
        var again = new RecordingBuilder(store);
        await BuildAsync(Plan, again, change: options => options with { Forced = new HashSet<string> { "base" } });
        Assert.Equal(["base", "child"], again.Built);
        Assert.Empty(again.Anew);
    }

    [Fact]
    public async Task A_refresh_runs_every_step_again_once_and_then_uses_the_cache_until_the_next()
    {
        PlannedImage[] weekly = [Base with { Rendered = Base.Rendered with { Variant = Base.Rendered.Variant with { Refresh = Week } } }];
        await BuildAsync([Base]);
        Assert.Equal(("base", "base"), await OnAsync(weekly, "2026-11-21"));
        Assert.Equal(("", ""), await OnAsync(weekly, "2026-11-22"));
        var edited = weekly[0] with { Rendered = weekly[0].Rendered with { Dockerfile = "FROM scratch\nUSER 1\n" } };
        Assert.Equal(("base", ""), await OnAsync([edited], "2026-11-22"));
        Assert.Equal(("base", "base"), await OnAsync([edited], "2026-11-23"));

        async Task<(string Built, string Anew)> OnAsync(PlannedImage[] plan, string day)
        {
            var again = new RecordingBuilder(store);
            var now = DateTimeOffset.Parse($"{day}T12:00:00Z", CultureInfo.InvariantCulture);
            await BuildAsync(plan, again, change: options => options with { Now = now });
            return (string.Join(' ', again.Built), string.Join(' ', again.Anew));
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private async Task<IReadOnlyList<BuiltImage>> BuildAsync(
        PlannedImage[] plan,
        RecordingBuilder? inner = null,
        string? epoch = null,
        IStepsReopener? reopener = null,
        Attestations? attestations = null,
        string? withoutDigest = null,
        Func<ImageOptions, ImageOptions>? change = null
    )
    {
        inner ??= new RecordingBuilder(store);
        await using var revisions = new SourceRevisions(root);
        var options = new ImageOptions(revisions, epoch, Pull: false) { Attestations = attestations };
        await using var builder = new UpToDateBuilder(
            inner,
            SampleFamily.Family(plan),
            [new KeptImages(null, store)],
            new SameBases(withoutDigest),
            reopener,
            ChainMemory.Of(root),
            SizeMemory.Of(root),
            change?.Invoke(options) ?? options,
            TimeProvider.System
        );
        var references = new ImageReferences(SampleFamily.Family(plan));
        var graph = new GraphBuilder(builder, references, new GraphOptions(1, FailFast: false), TimeProvider.System);
        return await graph.BuildAsync(plan, new Progress<ImageEvent>(), TestContext.Current.CancellationToken);
    }

    private sealed class RecordingBuilder(MemoryImageStore store) : IImageBuilder
    {
        public List<string> Built { get; } = [];

        public List<string> Anew { get; } = [];

        public Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
        {
            var id = $"sha256:{Guid.NewGuid():N}";
            Built.Add(Reopener.Name(build));
            if (build.NoCache)
            {
                Anew.Add(build.Image.Id);
            }

            store.Kept.Insert(0, new KeptImage(id, 5, [$"{build.Image.Id}:1"], BuildLabels.For(build, null)));
            var name = LocalNames.Building(build.Image.Rendered.Variant);
            return Task.FromResult(new BuiltImage(build.Image, BuildOutcome.Built, id, 5, TimeSpan.Zero, null, null) { LocalName = name });
        }
    }

    private sealed class SameBases(string? withoutDigest) : IBaseDigests
    {
        public Task<string?> DigestAsync(string reference, PlannedImage image, CancellationToken cancellationToken) =>
            reference == withoutDigest
                ? Task.FromException<string?>(new EngineException("no digest"))
                : Task.FromResult<string?>(reference);
    }

    private sealed class Reopener : IStepsReopener
    {
        public List<string> Opened { get; } = [];

        public int Closed { get; private set; }

        public static string Name(ImageBuild build) =>
            build.Parents is [{ Steps: not null, Planned.Id: var parent }] ? $"{build.Image.Id} on the steps of {parent}" : build.Image.Id;

        public Task<IStepsResult?> ReopenAsync(ImageBuild build, KeptImage kept, CancellationToken cancellationToken)
        {
            Assert.Equal(kept.Labels[ImageLabels.Fingerprint], build.Fingerprint);
            return OpenAsync(Name(build));
        }

        public Task<IStepsResult?> DefineAsync(ImageBuild build, KeptImage kept, CancellationToken cancellationToken) =>
            OpenAsync($"define {Name(build)}");

        private Task<IStepsResult?> OpenAsync(string what)
        {
            Opened.Add(what);
            return Task.FromResult<IStepsResult?>(new Steps(() => Closed++));
        }
    }

    private sealed class Steps(Action closed) : IStepsResult
    {
        public ValueTask DisposeAsync()
        {
            closed();
            return ValueTask.CompletedTask;
        }
    }
}
