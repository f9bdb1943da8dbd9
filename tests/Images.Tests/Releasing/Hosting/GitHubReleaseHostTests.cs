using Images.Releasing.Hosting;
using Answer = Images.Tests.Releasing.Hosting.CannedServer.Answer;

namespace Images.Tests.Releasing.Hosting;

public sealed class GitHubReleaseHostTests : IDisposable, IProgress<string>
{
    private const string Secret = "ghp_a-token-that-nobody-sees";

    private static readonly ReleaseText Text = new("v1", new string('a', 40), "v1", "notes", false);
    private static readonly ReleaseFile File = new("a b.json", "application/json", [1, 2, 3]);

    private readonly CannedServer gitHub = new();
    private readonly WaitlessTime time = new();
    private readonly List<string> notices = [];
    private readonly GitHubReleaseHost host;

    public GitHubReleaseHostTests() =>
        host = new GitHubReleaseHost(
            new GitHubSite(gitHub.Address, gitHub.Address, Secret),
            new GitHubRepository("acme", "images"),
            time,
            this
        );

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HostedRelease Draft => new(7, "v1", "v1", "", true, false, "", $"{gitHub.Address}up/7/assets{{?name,label}}", []);

    [Fact]
    public async Task Every_page_is_read()
    {
        Answer("""[{"id":1,"tag_name":"v1"}]""", 200, ("Link", $"<{gitHub.Address}api/v3/next?page=2>; rel=\"next\", <x>; rel=\"last\""));
        Answer("""[{"id":2,"tag_name":"v2","draft":true,"assets":[{"id":3,"name":"images.json","state":"starter","size":0}]}]""");

        var all = await host.ListAsync(Token);

        Assert.Equal(["v1", "v2"], all.Select(release => release.Tag));
        Assert.False(Assert.Single(all[1].Assets).IsComplete);
        Assert.Equal(
            ["/api/v3/repos/acme/images/releases?per_page=100", "/api/v3/next?page=2"],
            gitHub.Requests.Select(request => request.Path)
        );
        Assert.All(gitHub.Logins, login => Assert.Equal($"Token {Secret}", login));
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(502, "<html>bad gateway</html>")]
    [InlineData(200, "[{")]
    [InlineData(0, "")]
    public async Task What_fails_for_a_time_is_asked_again(int status, string body)
    {
        Answer(body, status);
        Answer(body, status);
        Answer("[]");

        Assert.Empty(await host.ListAsync(Token));
        Assert.Equal([TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)], time.Waits);
    }

    [Fact]
    public async Task A_server_that_stays_in_trouble_is_an_error_that_says_how_to_go_on()
    {
        Answer("""{"message":"Server Error"}""", 500);

        var error = await Assert.ThrowsAsync<ReleaseHostException>(() => host.ListAsync(Token));

        Assert.Equal($"{host.Name}: listing the releases: 500 Server Error; run it again: it goes on where it stopped", error.Message);
        Assert.Equal(5, gitHub.Requests.Count);
    }

    [Theory]
    [InlineData(429, "too many requests", 7)]
    [InlineData(403, "You have exceeded a secondary rate limit.", 7)]
    [InlineData(403, "You have triggered an abuse detection mechanism.", 7)]
    [InlineData(403, "You have exceeded a secondary rate limit.", null)]
    public async Task A_limit_is_waited_for_as_long_as_the_host_says(int status, string message, int? seconds)
    {
        Answer($$"""{"message":"{{message}}"}""", status, seconds is null ? [] : [("Retry-After", "7")]);
        Answer("[]");

        await host.ListAsync(Token);

        Assert.Equal(TimeSpan.FromSeconds(seconds ?? 60), Assert.Single(time.Waits));
    }

    [Fact]
    public async Task A_limit_that_is_used_up_for_long_ends_the_run_and_says_until_when()
    {
        var reset = time.Now.AddHours(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        Answer(
            """{"message":"API rate limit exceeded for 192.0.2.1."}""",
            403,
            ("X-RateLimit-Limit", "60"),
            ("X-RateLimit-Remaining", "0"),
            ("X-RateLimit-Reset", reset)
        );

        var error = await Assert.ThrowsAsync<ReleaseHostException>(() => host.ListAsync(Token));

        Assert.Equal(
            $"{host.Name}: listing the releases: the limit of 60 requests is used up until 04:04 UTC; run it again then: it goes on where it stopped",
            error.Message
        );
        Assert.False(error.IsLogin);
        Assert.Single(gitHub.Requests);
    }

    [Fact]
    public async Task A_refusal_is_told_with_every_fault_that_the_host_names()
    {
        Answer(
            """{"message":"Validation Failed","errors":[{"resource":"Release","code":"already_exists","field":"tag_name"},{"resource":"Release","code":"custom","message":"Published releases must have a valid tag"}]}""",
            422
        );

        var error = await Assert.ThrowsAsync<ReleaseHostException>(() => host.CreateDraftAsync(Text, Token));

        Assert.Equal(
            $"{host.Name}: making the draft of v1: Validation Failed: Release.tag_name already exists, Release Published releases must have a valid tag; correct it, and run it again",
            error.Message
        );
    }

    [Theory]
    [InlineData(401, "Bad credentials", "set GITHUB_TOKEN or GH_TOKEN to a token that is valid", true)]
    [InlineData(403, "Resource not accessible by integration", "'contents: write'", true)]
    [InlineData(404, "Not Found", "--repository", false)]
    public async Task A_login_that_may_not_is_told_with_what_it_needs_and_without_the_token(
        int status,
        string message,
        string remedy,
        bool isLogin
    )
    {
        Answer($$"""{"message":"{{message}} {{(status == 401 ? Secret[..3] : "")}}"}""", status);

        var error = await Assert.ThrowsAsync<ReleaseHostException>(() => host.CreateDraftAsync(Text, Token));

        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(isLogin, error.IsLogin);
        Assert.Single(gitHub.Requests);
    }

    [Fact]
    public async Task A_draft_whose_answer_was_lost_is_found_and_not_made_twice()
    {
        Answer("", 0);
        Answer("""[{"id":5,"tag_name":"v1","draft":true}]""");

        Assert.Equal(5, (await host.CreateDraftAsync(Text, Token)).Id);
        Assert.Equal(["POST", "GET"], gitHub.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task An_upload_that_broke_leaves_half_a_file_which_goes_before_the_next_try()
    {
        Answer("", 0);
        Answer("""[{"id":8,"name":"a b.json","state":"starter","size":0}]""");
        Answer("", 204);
        Answer("""{"id":9,"name":"a b.json","state":"uploaded","size":3}""", 201);

        await host.UploadAsync(Draft, File, Token);

        Assert.Equal(
            [
                "POST /up/7/assets?name=a%20b.json",
                "GET /api/v3/repos/acme/images/releases/7/assets?per_page=100",
                "DELETE /api/v3/repos/acme/images/releases/assets/8",
                "POST /up/7/assets?name=a%20b.json",
            ],
            gitHub.Requests.Select(request => $"{request.Method} {request.Path}")
        );
    }

    [Fact]
    public async Task An_upload_that_the_host_says_it_has_is_looked_at_before_it_is_believed()
    {
        Answer("""{"message":"Validation Failed","errors":[{"resource":"ReleaseAsset","code":"already_exists","field":"name"}]}""", 422);
        Answer("""[{"id":8,"name":"a b.json","state":"uploaded","size":3}]""");

        await host.UploadAsync(Draft, File, Token);

        Assert.Equal(2, gitHub.Requests.Count);
    }

    [Fact]
    public async Task A_file_that_is_gone_already_is_deleted()
    {
        Answer("""{"message":"Not Found"}""", 404);

        await host.DeleteAsync(new HostedAsset(8, "a", 1, true, ""), Token);
    }

    [Fact]
    public async Task A_file_is_read_with_the_login_of_its_host()
    {
        Answer("content");

        var read = await host.ReadAsync(new HostedAsset(8, "a", 7, true, $"{gitHub.Address}assets/8"), Token);

        Assert.Equal("content"u8.ToArray(), read);
        Assert.Equal($"Bearer {Secret}", Assert.Single(gitHub.Logins));
    }

    public void Dispose()
    {
        host.Dispose();
        gitHub.Dispose();
    }

    void IProgress<string>.Report(string value) => notices.Add(value);

    private void Answer(string body, int status = 200, params (string Name, string Value)[] headers) =>
        gitHub.Answers.Enqueue(new Answer(status, body, headers));
}
