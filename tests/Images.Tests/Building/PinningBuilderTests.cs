using Images.Building;
using Images.Planning;
using Images.Planning.Locking;
using Images.Tests.Planning.Locking;

namespace Images.Tests.Building;

public sealed class PinningBuilderTests
{
    private static readonly string Digest = "sha256:" + new string('a', 64);
    private static readonly PlannedImage Image = SampleFamily.Planned(
        "base",
        $"FROM debian:12\nCOPY --from=tools:1 /a /a\nCOPY --from=x@{Digest} /b /b\n"
    );
    private static readonly BaseLock Lock = BaseLock.Of([LockFileTests.Base("debian:12", "index", ("linux/amd64", Digest))]);
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_locked_base_is_built_from_by_its_digest_and_no_other_is_touched()
    {
        var seen = new SeenBuild();

        await new PinningBuilder(seen, Lock).BuildAsync(new ImageBuild(Image, []), new Progress<ImageEvent>(), cancel);

        Assert.Equal([KeyValuePair.Create("debian:12", $"debian@{Digest}")], seen.Build!.Pins);
        var names = await seen.Build.ParentNamesAsync(cancel);
        Assert.StartsWith(
            $"FROM debian@{Digest}\nCOPY --from=tools:1 /a /a\n",
            ParentBinding.Bind(Image.Rendered.Dockerfile, names),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_name_on_the_engine_goes_before_the_pin()
    {
        var build = new ImageBuild(Image, [])
        {
            Pins = new Dictionary<string, string> { ["debian:12"] = $"debian@{Digest}" },
            Bases = new Dictionary<string, string> { ["debian:12"] = "images.local/bases:debian" },
        };

        Assert.Equal("images.local/bases:debian", (await build.ParentNamesAsync(cancel))["debian:12"]);
    }

    [Fact]
    public async Task The_digest_of_a_settled_base_needs_no_engine()
    {
        var digests = new LockedBaseDigests(Lock, new AskedBases());

        Assert.Equal(Digest, await digests.DigestAsync("debian:12", Image, cancel));
        Assert.Equal(Digest, await digests.DigestAsync($"x@{Digest}", Image, cancel));
        Assert.Equal("asked for tools:1", await digests.DigestAsync("tools:1", Image, cancel));
    }

    private sealed class AskedBases : IBaseDigests
    {
        public Task<string?> DigestAsync(string reference, PlannedImage image, CancellationToken cancellationToken) =>
            Task.FromResult<string?>($"asked for {reference}");
    }

    private sealed class SeenBuild : IImageBuilder
    {
        public ImageBuild? Build { get; private set; }

        public Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
        {
            Build = build;
            return Task.FromResult(new BuiltImage(build.Image, BuildOutcome.Built, "sha256:1", 1, TimeSpan.Zero, null, null));
        }
    }
}
