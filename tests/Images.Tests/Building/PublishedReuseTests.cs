using Images.Building;
using Images.Building.Revisions;
using Images.Planning;
using Images.Registry.Errors;
using Images.Rendering;
using Images.Testing;

namespace Images.Tests.Building;

/// <summary>What one machine builds and publishes, another one need not build.</summary>
public sealed class PublishedReuseTests : IDisposable
{
    private static readonly string Digest = "sha256:" + new string('d', 64);
    private static readonly PlannedImage Base = SampleFamily.Planned("base", "FROM scratch\n");
    private static readonly PlannedImage Child = SampleFamily.Planned("child", "FROM base:default\n", Base);
    private static readonly PlannedImage NewChild = SampleFamily.Planned("child", "FROM base:default\nUSER 1\n", Base);

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly string root = Directory.CreateTempSubdirectory().FullName;
    private readonly MemoryImageStore store = new();
    private readonly Registry registry = new();
    private readonly List<string> pulled = [];
    private readonly Notes notes = new();

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task What_is_published_is_neither_built_nor_pulled_nor_tagged()
    {
        await PublishAsync(Base, Child);

        var (results, built) = await BuildAsync([Base, Child]);
        var tagged = await new TestedTags(store, SampleFamily.Family(Base, Child)).ApplyAsync(
            [.. results.Select(image => new TestedImage(image, []))],
            cancel
        );

        Assert.Empty(built);
        Assert.Empty(pulled);
        Assert.Empty(store.Calls);
        Assert.All(results, result => Assert.Equal((BuildOutcome.Published, null), (result.Outcome, result.ImageId)));
        Assert.Equal($"r.example/acme/base@{Digest}", results[0].PublishedAs);
        Assert.All(tagged, image => Assert.Empty(image.Tags));
    }

    [Fact]
    public async Task A_published_parent_is_pulled_by_its_digest_for_a_child_that_must_be_built()
    {
        await PublishAsync(Base, Child);
        store.Kept.Add(new KeptImage("sha256:pulled", 7, [$"r.example/acme/base@{Digest}"], new Dictionary<string, string>()));

        var (results, built) = await BuildAsync([Base, NewChild]);

        Assert.Equal([BuildOutcome.Published, BuildOutcome.Built], results.Select(result => result.Outcome));
        Assert.Equal([$"r.example/acme/base@{Digest}"], pulled);
        var parent = Assert.Single(Assert.Single(built).Parents);
        Assert.Equal("sha256:pulled", (await parent.Built).ImageId);
        var name = results[0].LocalName;
        Assert.Equal([$"tag {name}", $"untag {name}"], store.Calls);
    }

    [Fact]
    public async Task A_parent_that_cannot_be_pulled_fails_its_child_in_one_line()
    {
        await PublishAsync(Base, Child);
        registry.PullProblem = "no route";

        var (results, built) = await BuildAsync([Base, NewChild]);

        Assert.Empty(built);
        Assert.Equal(BuildOutcome.Failed, results[1].Outcome);
        Assert.Equal(
            $"its parent base is published as r.example/acme/base@{Digest}, but cannot be pulled: no route; build without --against=registry",
            results[1].Failure!.Message
        );
    }

    [Fact]
    public async Task A_registry_that_cannot_be_asked_is_named_once_and_everything_is_built()
    {
        registry.Problem = new RegistryException(RegistryProblem.Unreachable, "r.example/acme/base:1: nobody answers");

        var (results, _) = await BuildAsync([Base, Child]);

        Assert.All(results, result => Assert.Equal(BuildOutcome.Built, result.Outcome));
        Assert.Equal(["what is published is not used: r.example/acme/base:1: nobody answers"], notes.Lines);
    }

    [Fact]
    public async Task An_image_of_other_inputs_is_built_and_so_is_what_is_built_from_it()
    {
        await PublishAsync(Base, Child);

        var (results, _) = await BuildAsync([SampleFamily.Planned("base", "FROM scratch\nUSER 2\n"), Child]);

        Assert.All(results, result => Assert.Equal(BuildOutcome.Built, result.Outcome));
    }

    private async Task PublishAsync(params PlannedImage[] plan)
    {
        var (_, built) = await BuildAsync(plan);
        registry.Images.AddRange(
            built.Select(build => new KeptImage(Digest, null, [$"r.example/acme/{build.Image.Id}:1"], BuildLabels.For(build, null)))
        );
    }

    private async Task<(IReadOnlyList<BuiltImage> Results, IReadOnlyList<ImageBuild> Built)> BuildAsync(PlannedImage[] plan)
    {
        var inner = new Recorder();
        var family = SampleFamily.Family(plan);
        var here = new KeptImages(null, store);
        await using var revisions = new SourceRevisions(root);
        await using var builder = new UpToDateBuilder(
            inner,
            family,
            [here],
            new NoBases(),
            reopener: null,
            ChainMemory.Of(root),
            SizeMemory.Of(root),
            new ImageOptions(revisions, null, Pull: false),
            TimeProvider.System
        )
        {
            Published = new PublishedReuse(registry, here, PullAsync, notes),
        };
        var graph = new GraphBuilder(builder, new ImageReferences(family), new GraphOptions(1, FailFast: false), TimeProvider.System);
        return (await graph.BuildAsync(plan, new Progress<ImageEvent>(), cancel), inner.Built);
    }

    private Task<string?> PullAsync(string pin, CancellationToken cancellationToken)
    {
        pulled.Add(pin);
        return Task.FromResult(registry.PullProblem);
    }

    private sealed class Registry : IKeptImages
    {
        public List<KeptImage> Images { get; } = [];

        public RegistryException? Problem { get; set; }

        public string? PullProblem { get; set; }

        public string? Engine => null;

        public Task<IEnumerable<KeptImage>> OfAsync(string id, CancellationToken cancellationToken) =>
            Problem is null
                ? Task.FromResult(Images.Where(image => image.Labels[ImageLabels.Variant] == id))
                : Task.FromException<IEnumerable<KeptImage>>(Problem);
    }

    private sealed class Recorder : IImageBuilder
    {
        public List<ImageBuild> Built { get; } = [];

        public Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
        {
            Built.Add(build);
            var name = LocalNames.Building(build.Image.Rendered.Variant);
            return Task.FromResult(
                new BuiltImage(build.Image, BuildOutcome.Built, "sha256:new", 5, TimeSpan.Zero, null, null) { LocalName = name }
            );
        }
    }

    private sealed class NoBases : IBaseDigests
    {
        public Task<string?> DigestAsync(string reference, PlannedImage image, CancellationToken cancellationToken) =>
            Task.FromResult<string?>(reference);
    }

    private sealed class Notes : IProgress<string>
    {
        public List<string> Lines { get; } = [];

        public void Report(string value) => Lines.Add(value);
    }
}
