using Images.Building;
using Images.Definitions;
using Images.Engines;
using Images.Planning;

namespace Images.Tests.Building;

public sealed class BaseEnsuringBuilderTests
{
    private static readonly PlannedImage Parent = SampleFamily.Planned("base", "FROM debian:x\n");
    private static readonly PlannedImage Child = SampleFamily.Planned("child", "FROM base:default\nCOPY --from=tools:1 / /\n", Parent);

    private static readonly ParentImage FromParent = new(
        "base:default",
        Parent,
        Task.FromResult(
            new BuiltImage(Parent, BuildOutcome.Built, "sha256:1", 1, TimeSpan.Zero, null, null)
            {
                LocalName = "images.local/base:default-1",
            }
        ),
        null
    );

    [Fact]
    public async Task External_bases_are_looked_for_and_ours_never()
    {
        var bases = new FakeBases();
        var builder = new BaseEnsuringBuilder(new DoneBuilder(), bases, SampleFamily.Family(Parent, Child));
        await BuildAsync(builder, Parent);
        await BuildAsync(builder, Child, FromParent);
        Assert.Equal(["debian:x", "tools:1"], bases.Asked);
    }

    [Fact]
    public async Task What_is_settled_is_looked_for_by_its_digest()
    {
        var bases = new FakeBases();
        var builder = new BaseEnsuringBuilder(new DoneBuilder(), bases, SampleFamily.Family(Parent));
        var build = new ImageBuild(Parent, []) { Pins = new Dictionary<string, string> { ["debian:x"] = "debian@sha256:1" } };
        await builder.BuildAsync(build, new Progress<ImageEvent>(), TestContext.Current.CancellationToken);
        Assert.Equal(["debian@sha256:1"], bases.Asked);
    }

    [Fact]
    public async Task An_image_whose_base_cannot_be_had_fails_at_that_line()
    {
        var builder = new BaseEnsuringBuilder(new DoneBuilder(), new FakeBases { Missing = "tools:1" }, SampleFamily.Family(Parent, Child));
        var built = await BuildAsync(builder, Child, FromParent);
        Assert.Equal(BuildOutcome.Failed, built.Outcome);
        Assert.Equal(("tools:1: nowhere to be had", 2), (built.Failure!.Message, built.Failure.DockerfileLine));
    }

    [Theory]
    [InlineData(true, BuildOutcome.Skipped)]
    [InlineData(false, BuildOutcome.Failed)]
    public async Task Without_its_base_an_image_may_be_skipped_but_not_when_the_engine_is_ill(bool isMissing, BuildOutcome outcome)
    {
        var image = Parent with { Rendered = Parent.Rendered with { Variant = Parent.Rendered.Variant with { SkipsWithoutBase = true } } };
        var bases = new FakeBases
        {
            Missing = "debian:x",
            Error = message => isMissing ? new BaseMissingException(message) : new EngineException(message),
        };
        var built = await BuildAsync(new BaseEnsuringBuilder(new DoneBuilder(), bases, SampleFamily.Family(image)), image);
        Assert.Equal((outcome, "debian:x: nowhere to be had"), (built.Outcome, built.Failure!.Message));
    }

    [Fact]
    public async Task Without_its_base_an_image_fails_unless_it_may_be_skipped()
    {
        var bases = new FakeBases { Missing = "debian:x", Error = message => new BaseMissingException(message) };
        var built = await BuildAsync(new BaseEnsuringBuilder(new DoneBuilder(), bases, SampleFamily.Family(Parent)), Parent);
        Assert.Equal(BuildOutcome.Failed, built.Outcome);
    }

    [Fact]
    public async Task An_engine_that_breaks_off_fails_the_image_in_one_line()
    {
        var builder = new BaseEnsuringBuilder(new BreakingBuilder(), new FakeBases(), SampleFamily.Family(Parent, Child));
        var built = await BuildAsync(builder, Parent);
        Assert.Equal(BuildOutcome.Failed, built.Outcome);
        Assert.Equal("the engine broke off: connection reset; see that it runs, with 'doctor'", built.Failure!.Message);
    }

    private static Task<BuiltImage> BuildAsync(BaseEnsuringBuilder builder, PlannedImage image, params ParentImage[] parents) =>
        builder.BuildAsync(new ImageBuild(image, parents), new Progress<ImageEvent>(), TestContext.Current.CancellationToken);

    private sealed class FakeBases : IBaseImages
    {
        public string? Missing { get; init; }

        public Func<string, EngineException> Error { get; init; } = message => new(message);

        public List<string> Asked { get; } = [];

        public Task<BaseImage> EnsureAsync(string reference, BootstrapRecipe? recipe, CancellationToken cancellationToken)
        {
            Asked.Add(reference);
            return reference == Missing
                ? Task.FromException<BaseImage>(Error($"{reference}: nowhere to be had"))
                : Task.FromResult(new BaseImage(reference, "sha256:1", [], BaseImageSource.Local));
        }
    }

    private sealed class DoneBuilder : IImageBuilder
    {
        public Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken) =>
            Task.FromResult(new BuiltImage(build.Image, BuildOutcome.Built, "sha256:2", 1, TimeSpan.Zero, null, null));
    }

    private sealed class BreakingBuilder : IImageBuilder
    {
        public Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken) =>
            Task.FromException<BuiltImage>(new HttpRequestException("connection\nreset"));
    }
}
