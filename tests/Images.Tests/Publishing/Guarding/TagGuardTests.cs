using Images.Publishing.Guarding;

namespace Images.Tests.Publishing.Guarding;

public sealed class TagGuardTests
{
    [Fact]
    public async Task A_version_tag_goes_to_the_next_image_of_its_own_variant()
    {
        using var family = new PublishingFamily().With("4.6.1", "old");
        await family.PublishAsync();
        using var next = new PublishingFamily { Server = family.Server }.With("4.6.1", "new");
        var decisions = (await next.PlanAsync()).Registries[0].Images[0].Tags;

        Assert.All(decisions, decision => Assert.Equal(TagAction.Put, decision.Action));
        Assert.StartsWith("from r-ver:4.6.1, sha256:", decisions[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_tag_of_another_variant_is_refused_unless_that_is_wanted()
    {
        using var family = new PublishingFamily().With("4.6.1", null, "{{ r }}", "stable");
        await family.PublishAsync();
        family.Server.Tags[("acme/r-ver", "4.7.0")] = family.Server.Tags[("acme/r-ver", "4.6.1")];
        using var other = new PublishingFamily { Server = family.Server }
            .With("4.7.0", null, "{{ r }}", "edge")
            .With("4.8.0", null, "{{ r }}");

        var refusal = Assert.Single((await other.PlanAsync()).Refusals);
        Assert.Equal(
            "127.0.0.1:1/acme/r-ver:4.7.0 names r-ver:4.6.1, not r-ver:4.7.0; if it is to be replaced, say --allow-overwrite",
            refusal
        );
        Assert.Empty((await other.PlanAsync(allowOverwrite: true)).Refusals);
    }

    [Fact]
    public async Task A_unique_tag_is_never_moved()
    {
        using var family = new PublishingFamily().With("4.6.1", "old", "2026-11-21");
        await family.PublishAsync();
        using var next = new PublishingFamily { Server = family.Server }.With("4.6.1", "new", "2026-11-21");

        var refusal = Assert.Single((await next.PlanAsync(allowOverwrite: true)).Refusals);
        Assert.Contains("is never moved, and names another image; publish under a new tag", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moving_tag_stays_on_a_newer_variant()
    {
        using var family = new PublishingFamily().With("4.6.1");
        await family.PublishAsync();
        using var older = new PublishingFamily { Server = family.Server }
            .With("4.5.3")
            .With("4.6.1");
        using var alone = new PublishingFamily { Server = family.Server }.With("4.5.3");
        var result = await alone.PublishAsync();

        Assert.Equal("stays on r-ver:4.6.1, which is newer", Reason(result, "latest"));
        Assert.Equal("r-ver:4.6.1", older.VariantAt("latest"));
        Assert.Equal("r-ver:4.5.3", older.VariantAt("4.5"));
    }

    [Fact]
    public async Task A_moving_tag_goes_to_a_newer_variant()
    {
        using var family = new PublishingFamily().With("4.5.3");
        await family.PublishAsync();
        using var newer = new PublishingFamily { Server = family.Server }.With("4.10.0");
        await newer.PublishAsync();

        Assert.Equal("r-ver:4.10.0", newer.VariantAt("latest"));
        Assert.Equal("another", newer.VariantAt("4.5"));
    }

    [Fact]
    public async Task A_moving_tag_is_left_to_a_newer_variant_that_is_there_and_has_not_got_it_yet()
    {
        using var family = new PublishingFamily().With("4.6.1");
        await family.PublishAsync();
        family.Server.Tags.TryRemove(("acme/r-ver", "latest"), out _);
        using var older = new PublishingFamily { Server = family.Server }.With("4.5.3");
        var result = await older.PublishAsync();

        Assert.Equal("is for r-ver:4.6.1, which is newer", Reason(result, "latest"));
        Assert.Null(older.VariantAt("latest"));
        Assert.Equal("r-ver:4.5.3", older.VariantAt("4.5"));
    }

    [Fact]
    public async Task Signatures_under_tags_of_digests_are_no_newer_variants()
    {
        using var family = new PublishingFamily().With("4.6.1");
        await family.PublishAsync();
        family.Server.Tags.TryRemove(("acme/r-ver", "latest"), out var digest);
        foreach (var number in Enumerable.Range(0, 30))
        {
            family.Server.Tags[("acme/r-ver", $"sha256-{number:x64}.sig")] = digest!;
            family.Server.Tags[("acme/r-ver", $"sha256-{number:x64}")] = digest!;
        }

        using var older = new PublishingFamily { Server = family.Server }.With("4.5.3", null, "{{ r | minor }}", "latest");
        family.Server.Requests.Clear();
        var result = await older.PublishAsync();

        Assert.Equal("is for r-ver:4.6.1, which is newer", Reason(result, "latest"));
        Assert.DoesNotContain(family.Server.Requests, request => request.Contains("sha256-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_moving_tag_of_somebody_elses_image_is_refused_unless_that_is_wanted()
    {
        using var family = new PublishingFamily().With("4.7.0");
        family.Server.PutImage("acme/r-ver", "latest");

        Assert.Equal(
            "127.0.0.1:1/acme/r-ver:latest names an image that this program has not made, no variant of r-ver; if it is to be replaced, say --allow-overwrite",
            Assert.Single((await family.PlanAsync()).Refusals)
        );
        Assert.True((await family.PublishAsync(allowOverwrite: true)).IsComplete);
        Assert.Equal("r-ver:4.7.0", family.VariantAt("latest"));
    }

    [Fact]
    public async Task Nothing_at_all_is_written_while_one_tag_is_refused()
    {
        using var family = new PublishingFamily().With("4.6.1").With("4.7.0");
        family.Server.PutImage("acme/r-ver", "4.7.0");
        family.Server.Requests.Clear();

        Assert.Single((await family.PlanAsync()).Refusals);
        Assert.All(family.Server.Requests, request => Assert.Matches("^(GET|HEAD) ", request));
    }

    private static string? Reason(Images.Publishing.PublishResult result, string tag) =>
        result.Registries[0].Images[0].Tags.Single(decision => decision.Tag.Name == tag).Reason;
}
