using Images.Building;
using Images.Definitions;
using Images.Planning;
using Images.Testing;

namespace Images.Tests.Testing;

public sealed class TestedTagsTests
{
    private static readonly PlannedImage Base = Tagged("base");
    private static readonly PlannedImage Child = Tagged("child", Base);

    [Fact]
    public async Task What_passed_gets_its_tags_and_loses_its_local_name()
    {
        var store = new FakeStore();
        var images = await ApplyAsync(store, Passed(Base), Passed(Child));
        Assert.Equal(["base:default", "base:v1", "child:default", "child:v1"], store.Names.Keys.Order(StringComparer.Ordinal));
        Assert.All(images, image => Assert.Equal("v1", Assert.Single(image.Tags).Name));
    }

    [Fact]
    public async Task What_failed_and_what_is_built_from_it_stay_under_local_names()
    {
        var store = new FakeStore();
        var images = await ApplyAsync(store, Failed(Base), Passed(Child));
        Assert.Equal(["images.local/base:default", "images.local/child:default"], store.Names.Keys.Order(StringComparer.Ordinal));
        Assert.All(images, image => Assert.Empty(image.Tags));
    }

    private static Task<IReadOnlyList<TestedImage>> ApplyAsync(FakeStore store, params TestedImage[] images)
    {
        foreach (var image in images)
        {
            store.Names[image.Built.LocalName!] = image.Built.ImageId!;
        }

        return new TestedTags(store, SampleFamily.Family(Base, Child)).ApplyAsync(images, TestContext.Current.CancellationToken);
    }

    private static PlannedImage Tagged(string name, params PlannedImage[] parents)
    {
        var planned = SampleFamily.Planned(name, "FROM scratch\n", parents);
        // A moving tag: the reference that others name the image by stays the folder's, so that both kinds of names are seen.
        var variant = planned.Rendered.Variant with
        {
            Tags = [new Tag("v1", TagClass.Moving, SampleFamily.Place)],
        };
        return planned with { Rendered = planned.Rendered with { Variant = variant } };
    }

    private static TestedImage Passed(PlannedImage planned) => new(Built(planned), [Verdict(TestOutcome.Passed)]);

    private static TestedImage Failed(PlannedImage planned) => new(Built(planned), [Verdict(TestOutcome.Failed)]);

    private static BuiltImage Built(PlannedImage planned) =>
        new(planned, BuildOutcome.Built, $"sha256:{planned.Id}", 1, TimeSpan.Zero, null, null)
        {
            LocalName = LocalNames.Building(planned.Rendered.Variant),
        };

    private static Verdict Verdict(TestOutcome outcome) => new("t", outcome, null, "", TimeSpan.Zero, null, null);

    private sealed class FakeStore : IImageStore
    {
        public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal);

        public Task<StoredImage?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult<StoredImage?>(null);

        public Task TagAsync(string id, string reference, CancellationToken cancellationToken)
        {
            Names[reference] = id;
            return Task.CompletedTask;
        }

        public Task UntagAsync(string reference, CancellationToken cancellationToken)
        {
            Names.Remove(reference);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<string>>([.. Names.Keys]);
    }
}
