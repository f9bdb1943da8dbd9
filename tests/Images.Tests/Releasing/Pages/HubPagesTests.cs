using System.Text.Json.Nodes;
using Images.Releasing.Pages;
using Images.Tests.Releasing.Hosting;

namespace Images.Tests.Releasing.Pages;

public sealed class HubPagesTests : IDisposable, IProgress<string>
{
    private const string Secret = "dckr_pat_nobody-sees";

    private readonly CannedServer server = new();
    private readonly WaitlessTime time = new();
    private readonly DockerHub hub;
    private readonly List<string> notices = [];

    public HubPagesTests() => hub = new DockerHub(server.Address, "acme", Secret, time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_differs_is_changed_after_everything_was_looked_at()
    {
        Answer("""{"token":"jwt"}""");
        Answer("""{"full_description":"one","description":"1","permissions":{"read":true,"write":true,"admin":true}}""");
        Answer("""{"full_description":"old","description":"2"}""");
        Answer("{}");

        Assert.Equal(1, await PushAsync(Page("one", "1"), Page("two", "2")));

        Assert.Equal(
            [
                "POST /v2/users/login",
                "GET /v2/repositories/acme/one/",
                "GET /v2/repositories/acme/two/",
                "PATCH /v2/repositories/acme/two/",
            ],
            server.Requests.Select(request => $"{request.Method} {request.Path}")
        );
        Assert.Equal("two", JsonNode.Parse(server.Requests[3].Body)!["full_description"]!.GetValue<string>());
        Assert.Equal([null, "Bearer jwt", "Bearer jwt", "Bearer jwt"], server.Logins);
        Assert.Equal(["changed the page of docker.io/acme/two"], notices);
    }

    [Fact]
    public async Task A_page_that_is_too_long_is_an_error_before_anything_is_asked()
    {
        var error = await Assert.ThrowsAsync<HubException>(() => PushAsync(Page("one", "1"), Page(new string('ü', 12_501), "2")));

        Assert.Contains("has 25002 bytes, and Docker Hub takes 25000", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_login_without_the_right_to_one_page_changes_none()
    {
        Answer("""{"token":"jwt"}""");
        Answer("""{"full_description":"old","permissions":{"read":true,"write":true,"admin":true}}""");
        Answer("""{"full_description":"old","permissions":{"read":true,"write":false,"admin":false}}""");

        var error = await Assert.ThrowsAsync<HubException>(() => PushAsync(Page("one", "1"), Page("two", "2")));

        Assert.StartsWith(
            "docker.io/acme/two: the login may not change its page, so nothing was changed",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(server.Requests, request => request.Method == "PATCH");
    }

    [Theory]
    [InlineData(
        401,
        """{"detail":"Incorrect authentication credentials"}""",
        "Incorrect authentication credentials; correct DOCKERHUB_USERNAME"
    )]
    [InlineData(403, """{"message":"access denied"}""", "access denied; give the token the scope")]
    [InlineData(400, "<html>", "400 Bad Request; correct what it names")]
    public async Task A_refusal_is_told_without_the_token(int status, string body, string told)
    {
        Answer(body, status);

        var error = await Assert.ThrowsAsync<HubException>(() => PushAsync(Page("one", "1")));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_is_waited_for()
    {
        Answer("""{"token":"jwt"}""");
        Answer("{}", 429, ("Retry-After", "9"));
        Answer("", 0);
        Answer("""{"full_description":"one","description":"1"}""");

        Assert.Equal(0, await PushAsync(Page("one", "1")));
        Assert.Equal([TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(1)], time.Waits);
    }

    public void Dispose()
    {
        hub.Dispose();
        server.Dispose();
    }

    void IProgress<string>.Report(string value) => notices.Add(value);

    private static HubPage Page(string text, string summary)
    {
        var name = text == "one" ? "one" : "two";
        return new HubPage($"acme/{name}", new ImagePage(name, $"images/{name}/README.md", text, summary));
    }

    private Task<int> PushAsync(params HubPage[] pages) => new HubPages(hub, this).PushAsync(pages, Token);

    private void Answer(string body, int status = 200, params (string Name, string Value)[] headers) =>
        server.Answers.Enqueue(new CannedServer.Answer(status, body, headers));
}
