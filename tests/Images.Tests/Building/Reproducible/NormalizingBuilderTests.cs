using System.Formats.Tar;
using System.Text.Json.Nodes;
using Images.Building;
using Images.Building.Reproducible;
using Images.Building.Revisions;
using Images.BuildKit.Builds;
using Images.Planning;

namespace Images.Tests.Building.Reproducible;

public sealed class NormalizingBuilderTests : IAsyncDisposable
{
    private const string Untested = "images.local/a:default";
    private static readonly DateTimeOffset Latest = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly PlannedImage Image = Reproducible(SampleFamily.Planned("a", "FROM debian:x\n"));

    private readonly ArchivingEngine engine = new();
    private readonly List<ImageEvent> events = [];
    private readonly SourceRevisions revisions = new(Path.GetTempPath());

    public ValueTask DisposeAsync() => revisions.DisposeAsync();

    [Fact]
    public async Task An_image_that_need_not_be_reproducible_is_left_as_it_was_built()
    {
        var image = SampleFamily.Planned("a", "FROM debian:x\n");
        var inner = new SavingBuilder(engine, Latest.AddDays(1));
        var built = await BuildAsync(new ImageBuild(image, []) { Fingerprint = "sha256:f" }, inner, Options());
        Assert.Equal(inner.Made, built.ImageId);
        Assert.Equal("sha256:f", Assert.Single(inner.Builds).Fingerprint);
        Assert.Empty(engine.Calls);
    }

    [Fact]
    public async Task Where_only_the_engine_can_do_it_nothing_is_done_here()
    {
        var inner = new SavingBuilder(engine, Latest.AddDays(1));
        var options = Options() with { Attestations = new Attestations { Provenance = ProvenanceMode.Min } };
        Assert.Equal(inner.Made, (await BuildAsync(new ImageBuild(Image, []), inner, options)).ImageId);
        Assert.Empty(engine.Calls);
    }

    [Fact]
    public async Task Two_builds_at_two_times_give_one_image_under_the_names_of_the_first()
    {
        var first = await BuildAsync(Latest.AddDays(1));
        var second = await BuildAsync(Latest.AddDays(2));
        Assert.Equal(first.ImageId, second.ImageId);
        Assert.Equal(BuildOutcome.Built, first.Outcome);
        Assert.Equal([Untested], engine.Names.Keys);
        Assert.Equal(first.ImageId, engine.Names[Untested]);
    }

    [Fact]
    public async Task Only_what_is_put_back_bears_the_fingerprint()
    {
        var inner = new SavingBuilder(engine, Latest.AddDays(1));
        await BuildAsync(new ImageBuild(Image, []) { Fingerprint = "sha256:f" }, inner, Options());
        Assert.Null(Assert.Single(inner.Builds).Fingerprint);
        var loaded = engine.Saved[engine.Names[Untested]];
        Assert.Contains("\"org.images.fingerprint\":\"sha256:f\"", System.Text.Encoding.UTF8.GetString(loaded), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_built_is_gone_before_the_new_image_is_given()
    {
        await BuildAsync(Latest.AddDays(1));
        Assert.Equal([$"save sha256:{Untested}", $"untag {Untested}", "load"], engine.Calls);
    }

    [Fact]
    public async Task A_name_that_another_run_has_taken_meanwhile_is_not_taken_from_it()
    {
        var inner = new SavingBuilder(engine, Latest.AddDays(1)) { Then = () => engine.Names[Untested] = "sha256:other" };
        await BuildAsync(new ImageBuild(Image, []), inner, Options());
        Assert.DoesNotContain($"untag {Untested}", engine.Calls);
    }

    [Fact]
    public async Task The_layers_of_a_parent_stay_as_they_are()
    {
        var lower = Layer("lower", Latest.AddDays(9));
        engine.Layers["images.local/base:default"] = [SavedArchive.DiffId(lower)];
        var parent = SampleFamily.Planned("base", "FROM debian:x\n");
        var ready = new BuiltImage(parent, BuildOutcome.Built, "sha256:base", 1, TimeSpan.Zero, null, null)
        {
            LocalName = "images.local/base:default",
        };
        var build = new ImageBuild(Image, [new ParentImage("base:default", parent, Task.FromResult(ready), null)]);
        await BuildAsync(build, new SavingBuilder(engine, Latest.AddDays(1), lower), Options());
        var entries = Tar.Read(engine.Saved[engine.Names[Untested]]).Select(entry => entry.Name).ToArray();
        Assert.Contains($"{SavedArchive.DiffId(lower)[7..]}/layer.tar", entries);
        Assert.Contains($"{SavedArchive.DiffId(Layer("own", Latest))[7..]}/layer.tar", entries);
    }

    [Fact]
    public async Task A_failed_build_passes_through()
    {
        var failed = new BuiltImage(Image, BuildOutcome.Failed, null, null, TimeSpan.Zero, null, null);
        Assert.Same(failed, await BuildAsync(new ImageBuild(Image, []), new FailingBuilder(failed), Options()));
        Assert.Empty(engine.Calls);
    }

    [Fact]
    public async Task Without_a_commit_the_image_stays_as_it_was_built_and_that_is_said()
    {
        var inner = new SavingBuilder(engine, Latest.AddDays(1));
        var build = new ImageBuild(Image, []) { Fingerprint = "sha256:f" };
        var built = await BuildAsync(build, inner, Options() with { SourceDateEpoch = null });
        Assert.Equal(inner.Made, built.ImageId);
        Assert.Equal("sha256:f", Assert.Single(inner.Builds).Fingerprint);
        Assert.StartsWith("not reproducible: no commit", Assert.IsType<ImageNote>(Assert.Single(events)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layer_that_is_broken_fails_the_image_and_leaves_neither_names_nor_files()
    {
        var before = Scratch();
        var built = await BuildAsync(new ImageBuild(Image, []), new SavingBuilder(engine, Latest, [1, 2, 3]), Options());
        Assert.Equal(BuildOutcome.Failed, built.Outcome);
        Assert.Equal("it was built, but cannot be made reproducible: a layer ends in the middle of an entry", built.Failure!.Message);
        Assert.Empty(engine.Names);
        Assert.Equal(before, Scratch());
    }

    [Fact]
    public async Task An_engine_that_does_not_take_the_image_fails_it_in_its_own_words()
    {
        engine.Refusal = "{\"error\":\"no space left\"}";
        var built = await BuildAsync(Latest.AddDays(1));
        Assert.Equal(BuildOutcome.Failed, built.Outcome);
        Assert.EndsWith(
            "the engine does not have what it was given: {\"error\":\"no space left\"}",
            built.Failure!.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(engine.Names);
    }

    [Fact]
    public async Task A_cancelled_run_leaves_neither_names_nor_files()
    {
        var before = Scratch();
        using var stop = new CancellationTokenSource();
        engine.OnLoad = stop.Cancel;
        var builder = new NormalizingBuilder(new SavingBuilder(engine, Latest), engine, engine, Options(), TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            builder.BuildAsync(new ImageBuild(Image, []), new Listener(events), stop.Token)
        );
        Assert.Empty(engine.Names);
        Assert.Equal(before, Scratch());
    }

    private static PlannedImage Reproducible(PlannedImage image) =>
        image with
        {
            Rendered = image.Rendered with { Variant = image.Rendered.Variant with { Reproducible = true } },
        };

    private ImageOptions Options() => new(revisions, null, Pull: false) { SourceDateEpoch = Latest };

    private static byte[] Layer(string name, DateTimeOffset time) =>
        Tar.Of(new UstarTarEntry(TarEntryType.RegularFile, name) { ModificationTime = time });

    // Of this process: its name is in theirs.
    private static string[] Scratch() => Directory.GetDirectories(Path.GetTempPath(), $"images-layers-*.{Environment.ProcessId}.*");

    private Task<BuiltImage> BuildAsync(DateTimeOffset now) =>
        BuildAsync(new ImageBuild(Image, []), new SavingBuilder(engine, now), Options());

    private async Task<BuiltImage> BuildAsync(ImageBuild build, IImageBuilder inner, ImageOptions options)
    {
        var builder = new NormalizingBuilder(inner, engine, engine, options, TimeProvider.System);
        return await builder.BuildAsync(build, new Listener(events), TestContext.Current.CancellationToken);
    }

    private sealed class Listener(List<ImageEvent> events) : IProgress<ImageEvent>
    {
        public void Report(ImageEvent value) => events.Add(value);
    }

    private sealed class FailingBuilder(BuiltImage result) : IImageBuilder
    {
        public Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken) =>
            Task.FromResult(result);
    }

    /// <summary>Leaves an image in the engine that tells when it was built.</summary>
    private sealed class SavingBuilder(ArchivingEngine engine, DateTimeOffset now, byte[]? lower = null) : IImageBuilder
    {
        public string Made { get; } = $"sha256:{Untested}";

        public List<ImageBuild> Builds { get; } = [];

        public Action Then { get; init; } = () => { };

        public Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
        {
            Builds.Add(build);
            var configuration = new JsonObject { ["created"] = now.ToString("O") };
            byte[][] layers = lower is null ? [Layer("own", now)] : [lower, Layer("own", now)];
            engine.Saved[Made] = SavedArchive.Of(configuration, layers);
            engine.Names[Untested] = Made;
            Then();
            return Task.FromResult(
                new BuiltImage(build.Image, BuildOutcome.Built, Made, 1, TimeSpan.Zero, null, null) { LocalName = Untested }
            );
        }
    }
}
