using System.Text;
using System.Text.Json;
using Images.EndToEnd.Tests.Workflows;
using Images.Releasing.Hosting;
using Images.Tests.Releasing.Hosting;

namespace Images.EndToEnd.Tests.Releasing;

/// <summary>The release host understands what GitHub has really answered, as npm's <c>@octokit/fixtures</c> has recorded it.</summary>
public sealed class RecordedAnswersTests : IDisposable, IProgress<string>
{
    private static readonly ReleaseFile File = new("test-upload.txt", "text/plain", "Hello, world!\n"u8.ToArray());

    private readonly CannedServer gitHub = new();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public void Dispose() => gitHub.Dispose();

    void IProgress<string>.Report(string value) { }

    [Fact]
    public async Task An_upload_is_listed_as_complete_and_can_be_taken_away()
    {
        var recorded = await RecordedAsync("release-assets");
        using var host = Host();

        Answers(recorded[1], recorded[2]);
        await host.UploadAsync(Release, File, cancel);
        var asset = Assert.Single(await host.AssetsAsync(Release, cancel));
        Answers(recorded[5]);
        await host.DeleteAsync(asset, cancel);

        Assert.Equal((1000, "test-upload.txt", true), (asset.Id, asset.Name, asset.IsComplete));
        Assert.Equal(["POST", "GET", "DELETE"], gitHub.Requests.Select(request => request.Method));
        Assert.EndsWith("/releases/assets/1000", gitHub.Requests[^1].Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hello, world!\n", new[] { "POST", "GET" })]
    [InlineData("Hello, world! And more.\n", new[] { "POST", "GET", "DELETE", "POST" })]
    public async Task A_file_that_is_there_already_is_kept_when_it_is_whole_and_sent_again_when_not(string content, string[] methods)
    {
        var recorded = await RecordedAsync("release-assets-conflict");
        using var host = Host();

        Answers(recorded[1], recorded[2], recorded[3], recorded[4]);
        await host.UploadAsync(Release, File with { Content = Encoding.UTF8.GetBytes(content) }, cancel);

        Assert.Equal(methods, gitHub.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task What_is_refused_is_told_in_full()
    {
        var recorded = await RecordedAsync("release-assets-conflict");
        using var host = Host();

        Answers(recorded[1]);
        var error = await Assert.ThrowsAsync<ReleaseHostException>(() => host.UploadAsync(Release, File, cancel));

        Assert.Contains("Validation Failed: ReleaseAsset.name already exists; correct it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_is_taken()
    {
        var recorded = await RecordedAsync("create-status");
        var conversation = new GitHubConversation(Site, Repository, TimeProvider.System, this);

        Answers(recorded[0], recorded[1]);
        await conversation.SetStatusAsync(new string('0', 40), new("images", false, "1 failed", null), cancel);
        await conversation.SetStatusAsync(new string('0', 40), new("images", true, "all well", null), cancel);

        Assert.Equal(2, gitHub.Requests.Count);
    }

    private GitHubSite Site => new(gitHub.Address, gitHub.Address, "token");

    private static GitHubRepository Repository => new("octokit-fixture-org", "release-assets");

    private HostedRelease Release =>
        new(1000, "v1.0.0", "v1.0.0", "", true, false, "", $"{gitHub.Address}upload/1000/assets{{?name,label}}", []);

    private GitHubReleaseHost Host() => new(Site, Repository, TimeProvider.System, this);

    private void Answers(params CannedServer.Answer[] answers)
    {
        gitHub.Answers.Clear();
        Array.ForEach(answers, gitHub.Answers.Enqueue);
    }

    private static async Task<IReadOnlyList<CannedServer.Answer>> RecordedAsync(string scenario)
    {
        var modules = await NodePackages.InstallAsync();
        var path = Path.Combine(modules, "@octokit/fixtures/scenarios/api.github.com", scenario, "normalized-fixture.json");
        await using var file = System.IO.File.OpenRead(path);
        using var exchanges = await JsonDocument.ParseAsync(file);
        return
        [
            .. exchanges
                .RootElement.EnumerateArray()
                .Select(exchange => new CannedServer.Answer(
                    exchange.GetProperty("status").GetInt32(),
                    exchange.GetProperty("response").GetRawText(),
                    []
                )),
        ];
    }
}
