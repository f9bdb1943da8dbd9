using Images.Building;
using Images.Definitions;
using Images.Planning;
using Images.Testing;
using Images.Tests.Building;

namespace Images.Tests.Testing;

public sealed class TestedTagsTests
{
    private static readonly PlannedImage Base = Tagged("base");
    private static readonly PlannedImage Child = Tagged("child", Base);

    [Fact]
    public async Task What_passed_gets_its_tags_and_loses_its_local_name()
    {
        var store = new MemoryImageStore();
        var images = await ApplyAsync(store, Passed(Base), Passed(Child));
        Assert.Equal(["base:default", "base:v1", "child:default", "child:v1"], store.Names.Keys.Order(StringComparer.Ordinal));
        Assert.All(images, image => Assert.Equal("v1", Assert.Single(image.Tags).Name));
    }

    [Fact]
    public async Task What_failed_and_what_is_built_from_it_stay_under_local_names()
    {
        var store = new MemoryImageStore();
        var images = await ApplyAsync(store, Failed(Base), Passed(Child));
        Assert.Equal(["images.local/base:default", "images.local/child:default"], store.Names.Keys.Order(StringComparer.Ordinal));
        Assert.All(images, image => Assert.Empty(image.Tags));
    }

    [Fact]
    public async Task A_name_that_the_build_gave_already_is_not_given_again()
    {
        var store = new MemoryImageStore();
        var leaf = Passed(Child).Built with { LocalName = "images.local/child:default" };
        var parent = Passed(Base).Built with { MoreNames = ["images.local/base:default"] };
        await new TestedTags(store, SampleFamily.Family(Base, Child)).KeepUntestedAsync(
            [parent, leaf],
            TestContext.Current.CancellationToken
        );
        Assert.Equal([$"untag {parent.LocalName}"], store.Calls);
    }

    [Fact]
    public async Task What_passed_loses_all_local_names_that_its_build_gave()
    {
        var store = new MemoryImageStore();
        var parent = Passed(Base);
        parent = parent with { Built = parent.Built with { MoreNames = ["images.local/base:default"] } };
        store.Names["images.local/base:default"] = parent.Built.ImageId!;
        await ApplyAsync(store, parent);
        Assert.Equal(["base:default", "base:v1"], store.Names.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_image_of_an_earlier_run_gets_the_names_that_it_lacks_and_loses_that_of_the_untested()
    {
        var store = new MemoryImageStore();
        var kept = Kept(Base, "images.local/base:default", "base:v1");
        await new TestedTags(store, SampleFamily.Family(Base, Child)).ApplyAsync([kept], TestContext.Current.CancellationToken);
        Assert.Equal(["tag base:default", "untag images.local/base:default"], store.Calls);
    }

    [Fact]
    public async Task An_image_of_an_earlier_run_that_has_all_its_names_costs_no_call()
    {
        var store = new MemoryImageStore();
        var tags = new TestedTags(store, SampleFamily.Family(Base, Child));
        var kept = Kept(Base, "base:default", "base:v1");
        await tags.ApplyAsync([kept], TestContext.Current.CancellationToken);
        await tags.KeepUntestedAsync([kept.Built], TestContext.Current.CancellationToken);
        Assert.Empty(store.Calls);
    }

    private static TestedImage Kept(PlannedImage planned, params string[] names)
    {
        var passed = Passed(planned);
        return passed with { Built = passed.Built with { KeptNames = names } };
    }

    private static Task<IReadOnlyList<TestedImage>> ApplyAsync(MemoryImageStore store, params TestedImage[] images)
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
}
