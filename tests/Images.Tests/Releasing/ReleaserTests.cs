using System.Text;
using Images.Releasing;
using Images.Releasing.Hosting;
using Images.Releasing.Listing;

namespace Images.Tests.Releasing;

public sealed class ReleaserTests
{
    private static readonly ReleaseContent Content = ContentOf(SampleReleases.Second, "notes");

    private readonly FakeReleaseHost host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_is_a_draft_until_all_its_files_are_there_and_then_it_is_shown()
    {
        var outcome = await ReleaseAsync(Content);

        Assert.Equal(
            [
                "draft v1.4",
                "upload images.json",
                "upload base-bookworm.spdx.json",
                "upload report.html",
                "upload SHA256SUMS",
                "publish v1.4",
            ],
            host.Changes
        );
        Assert.False(outcome.Release.IsDraft);
        Assert.Equal("v1.4", host.Latest);
        var sums = Encoding.UTF8.GetString(host.FilesOf("v1.4")["SHA256SUMS"]).Split('\n');
        Assert.Equal(["base-bookworm.spdx.json", "images.json", "report.html", ""], sums.Select(line => line.Split("  ")[^1]));
    }

    [Fact]
    public async Task Run_again_it_changes_nothing_and_reads_no_more_than_it_must()
    {
        await ReleaseAsync(Content);
        host.StartOver();

        var outcome = await ReleaseAsync(Content);

        Assert.Empty(outcome.Done);
        Assert.Empty(host.Changes);
        Assert.Equal(4, host.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cut_at_any_request_it_never_shows_half_a_release_and_the_next_run_ends_it(bool isDoneAllTheSame)
    {
        await ReleaseAsync(Content);
        var (requests, whole) = (host.Requests, host.FilesOf("v1.4"));
        for (var cut = 1; cut <= requests; cut++)
        {
            var other = new FakeReleaseHost { FailsAt = cut, IsDoneAllTheSame = isDoneAllTheSame };
            await Assert.ThrowsAsync<ReleaseHostException>(() => ReleaseAsync(Content, other));
            Assert.All(other.Releases.Where(release => !release.IsDraft), release => Assert.Equal(whole, other.FilesOf(release.Tag)));

            other.StartOver();
            var outcome = await ReleaseAsync(Content, other);
            Assert.False(outcome.Release.IsDraft);
            Assert.Single(other.Releases);
            Assert.Equal(whole, other.FilesOf("v1.4"));

            other.StartOver();
            Assert.Empty((await ReleaseAsync(Content, other)).Done);
        }
    }

    [Fact]
    public async Task An_upload_that_was_cut_is_removed_and_sent_again()
    {
        await ReleaseAsync(Content);
        host.LeaveCutUpload("v1.4", "report.html");
        host.StartOver();

        var outcome = await ReleaseAsync(Content);

        Assert.Equal(["removed report.html, whose upload was cut", "sent report.html (4 B)"], outcome.Done);
    }

    [Fact]
    public async Task A_draft_stays_one_as_long_as_that_is_wanted_and_is_published_by_the_next_run()
    {
        Assert.True((await ReleaseAsync(Content, keepsDraft: true)).Release.IsDraft);
        host.StartOver();
        Assert.Empty((await ReleaseAsync(Content, keepsDraft: true)).Done);

        Assert.Equal(["published v1.4 as the latest release"], (await ReleaseAsync(Content)).Done);
    }

    [Fact]
    public async Task Notes_that_somebody_has_edited_stay_while_the_images_are_the_same()
    {
        var draft = (await ReleaseAsync(Content, keepsDraft: true)).Release;
        await host.ChangeTextAsync(draft, Content.Text with { Body = "by hand" }, Token);

        Assert.Equal("by hand", (await ReleaseAsync(Content)).Release.Body);
    }

    [Fact]
    public async Task A_draft_of_other_images_is_brought_up_to_date_with_its_notes_and_files()
    {
        await ReleaseAsync(ContentOf(SampleReleases.First with { Release = "v1.4" }, "old notes", "old.spdx.json"), keepsDraft: true);

        var outcome = await ReleaseAsync(Content);

        Assert.Equal("notes", outcome.Release.Body);
        Assert.Contains("removed the old images.json", outcome.Done);
        Assert.Contains("removed old.spdx.json, which the release is without", outcome.Done);
        Assert.Equal(Content.AllFiles.Select(file => file.Name).Order(), host.FilesOf("v1.4").Keys.Order());
    }

    [Fact]
    public async Task What_the_public_has_seen_would_change_only_with_other_images()
    {
        await ReleaseAsync(Content);
        var state = await new Releaser(host, new Progress()).LookAsync("v1.4", Token);

        Assert.False(Releaser.WouldChangePublished(state, Content));
        Assert.True(Releaser.WouldChangePublished(state, ContentOf(SampleReleases.First with { Release = "v1.4" }, "notes")));
    }

    [Theory]
    [InlineData("v1.2.9", "v1.4")]
    [InlineData("v1.5.0-rc.1", "v1.4")]
    [InlineData("v1.10", "v1.10")]
    public async Task Visitors_are_led_to_the_highest_version_that_is_not_for_trial(string tag, string latest)
    {
        await ReleaseAsync(Content);
        var other = SampleReleases.First with { Release = tag };
        await ReleaseAsync(ContentOf(other, "notes"));

        Assert.Equal(latest, host.Latest);
        Assert.Equal(tag.Contains('-', StringComparison.Ordinal), host.Releases.Single(release => release.Tag == tag).IsPrerelease);
    }

    private Task<ReleaseOutcome> ReleaseAsync(ReleaseContent content, FakeReleaseHost? other = null, bool keepsDraft = false) =>
        ReleaseAsync(new Releaser(other ?? host, new Progress()), content, keepsDraft);

    private static async Task<ReleaseOutcome> ReleaseAsync(Releaser releaser, ReleaseContent content, bool keepsDraft) =>
        await releaser.RunAsync(await releaser.LookAsync(content.Text.Tag, Token), content, keepsDraft, Token);

    private static ReleaseContent ContentOf(ReleasedFamily family, string notes, string sbom = "base-bookworm.spdx.json") =>
        new(
            new ReleaseText(family.Release, family.Commit, family.Release, notes, ReleaseVersion.IsPrerelease(family.Release)),
            family,
            [new ReleaseFile(sbom, "application/json", [1, 2]), new ReleaseFile("report.html", "text/html", [1, 2, 3, 4])]
        );

    private sealed class Progress : IProgress<string>
    {
        public void Report(string value) { }
    }
}
