using Images.Publishing;
using Images.Publishing.Cleaning;
using Images.Publishing.Guarding;
using Images.Registry;
using Images.Registry.References;

namespace Images.Tests.Publishing.Cleaning;

public sealed class PublishedCleanerTests
{
    private static readonly RegistryReference Repository = RegistryReference.Parse($"{PublishingFamily.Registry}/r-ver") with
    {
        Tag = null,
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tags_of_variants_that_are_gone_stay_unless_it_is_said_that_they_may_go()
    {
        using var family = await PublishedAsync();
        var careful = await LookAsync(family, allowOverwrite: false, "r-ver:4.6.1");
        Assert.Equal([TagFate.Gone, TagFate.Gone, TagFate.InUse, TagFate.InUse, TagFate.InUse], careful.Tags.Select(tag => tag.Fate));

        var sure = await LookAsync(family, allowOverwrite: true, "r-ver:4.6.1");
        Assert.Equal(["4.5", "4.5.2"], sure.Obsolete.Select(tag => tag.Name));
        Assert.Equal("there is no r-ver:4.5.2 any more", sure.Obsolete.First().Why);
    }

    [Fact]
    public async Task A_tag_that_was_put_on_an_image_of_the_family_by_hand_is_in_use()
    {
        using var family = await PublishedAsync();
        family.Server.Tags[("acme/r-ver", "stable")] = family.Server.Tags[("acme/r-ver", "4.6.1")];
        var tags = await LookAsync(family, allowOverwrite: true, "r-ver:4.6.1", "r-ver:4.5.2");
        Assert.Equal(TagFate.InUse, tags.Tags.Single(tag => tag.Name == "stable").Fate);
    }

    [Theory]
    [InlineData("r-ver", TagFate.Obsolete)]
    [InlineData("acme/r-ver", TagFate.Obsolete)]
    [InlineData("other-r-ver", TagFate.Foreign)]
    public async Task A_variant_that_is_gone_is_known_in_the_repository_of_its_image_with_or_without_a_prefix(string name, TagFate fate)
    {
        using var family = await PublishedAsync();
        family.Server.Copy("acme/r-ver", "4.5.2", name);
        using var client = family.Client();
        var tags = await Cleaner(family, client, allowOverwrite: true, "r-ver:4.6.1")
            .LookAsync(Repository with { Repository = name }, new HashSet<string>(), Cancel);
        Assert.Equal(fate, tags.Tags.Single(tag => tag.Name == "4.5.2").Fate);
    }

    [Fact]
    public async Task What_this_program_has_not_made_is_never_removed()
    {
        using var family = await PublishedAsync();
        family.Server.PutImage("acme/r-ver", "theirs");
        var tags = await LookAsync(family, allowOverwrite: true, "r-ver:4.6.1", "r-ver:4.5.2");
        Assert.Equal(TagFate.Foreign, tags.Tags.Single(tag => tag.Name == "theirs").Fate);
        Assert.Empty(tags.Obsolete);
    }

    [Fact]
    public async Task What_is_about_an_image_goes_when_the_image_is_gone_and_not_before()
    {
        using var family = await PublishedAsync();
        var there = family.Server.Tags[("acme/r-ver", "4.6.1")].Replace(':', '-');
        var gone = $"sha256-{new string('a', 64)}.sig";
        family.Server.PutImage("acme/r-ver", there);
        family.Server.PutImage("acme/r-ver", gone);
        var tags = await LookAsync(family, allowOverwrite: false, "r-ver:4.6.1", "r-ver:4.5.2");
        Assert.Equal((gone, "the image that it is about is gone"), (tags.Obsolete.Single().Name, tags.Obsolete.Single().Why));
        Assert.Null(await RemoveAsync(family, tags));
        Assert.DoesNotContain(("acme/r-ver", gone), family.Server.Tags.Keys);
        Assert.Contains(("acme/r-ver", there), family.Server.Tags.Keys);
    }

    [Fact]
    public async Task A_tag_that_was_moved_since_it_was_looked_at_stays()
    {
        using var family = await PublishedAsync();
        var tags = await LookAsync(family, allowOverwrite: true, "r-ver:4.6.1");
        family.Server.Tags[("acme/r-ver", "4.5")] = family.Server.Tags[("acme/r-ver", "4.6.1")];
        Assert.Equal("it was moved meanwhile", await RemoveAsync(family, tags));
        Assert.Contains(("acme/r-ver", "4.5"), family.Server.Tags.Keys);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_a_registry_deletes_by_digest_only_nothing_goes_that_another_tag_names(bool isNamedTwice)
    {
        using var family = await PublishedAsync();
        family.Server.DeletesTags = false;
        if (isNamedTwice)
        {
            // Wanted by the definitions, whatever image it is on.
            family.Server.Tags[("acme/r-ver", "latest")] = family.Server.Tags[("acme/r-ver", "4.5")];
        }

        var tags = await LookAsync(family, allowOverwrite: true, "r-ver:4.6.1");
        Assert.Equal(isNamedTwice, await RemoveAsync(family, tags) is not null);
        Assert.Equal(isNamedTwice, family.Server.Tags.ContainsKey(("acme/r-ver", "4.5")));
        Assert.True(family.Server.Tags.ContainsKey(("acme/r-ver", "latest")));
    }

    [Fact]
    public async Task A_repository_that_is_not_there_has_no_tags()
    {
        using var family = new PublishingFamily();
        Assert.Empty((await LookAsync(family, allowOverwrite: true)).Tags);
    }

    private static async Task<PublishingFamily> PublishedAsync()
    {
        var family = new PublishingFamily().With("4.5.2", null, "{{ r }}", "{{ r | minor }}").With("4.6.1");
        await family.PublishAsync();
        return family;
    }

    private static async Task<RepositoryTags> LookAsync(PublishingFamily family, bool allowOverwrite, params string[] variants)
    {
        using var client = family.Client();
        var wanted = variants.Select(family.VariantOf).SelectMany(variant => variant!.Tags).Select(tag => tag.Name);
        return await Cleaner(family, client, allowOverwrite, variants)
            .LookAsync(Repository, wanted.ToHashSet(StringComparer.Ordinal), Cancel);
    }

    private static async Task<string?> RemoveAsync(PublishingFamily family, RepositoryTags tags)
    {
        using var client = family.Client();
        return await Cleaner(family, client, allowOverwrite: true).RemoveAsync(tags, tags.Obsolete.First(), Cancel);
    }

    private static PublishedCleaner Cleaner(
        PublishingFamily family,
        RegistryClient client,
        bool allowOverwrite,
        params string[] variants
    ) =>
        new(
            client,
            new PublishedTags(client, PublishFiles.Of(family.Root).Memory),
            variants.ToHashSet(StringComparer.Ordinal),
            allowOverwrite
        );
}
