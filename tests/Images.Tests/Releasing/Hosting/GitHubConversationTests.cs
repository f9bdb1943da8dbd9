using System.Text.Json;
using Images.Registry.Tests;
using Images.Releasing.Hosting;
using Answer = Images.Tests.Releasing.Hosting.CannedServer.Answer;

namespace Images.Tests.Releasing.Hosting;

public sealed class GitHubConversationTests : IDisposable, IProgress<string>
{
    private const string Marker = "<!-- mark -->";
    private const string Text = "<!-- mark -->\nnew words\n";

    private readonly CannedServer gitHub = new();
    private readonly GitHubConversation host;

    public GitHubConversationTests() =>
        host = new GitHubConversation(
            new GitHubSite(gitHub.Address, gitHub.Address, "token"),
            new GitHubRepository("acme", "images"),
            new HastyTime(),
            this
        );

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => gitHub.Dispose();

    void IProgress<string>.Report(string value) { }

    [Fact]
    public async Task Where_there_is_no_comment_one_is_made()
    {
        Says("[]");
        Says("""{"id":5,"body":"x"}""", 201);

        Assert.Equal(CommentOutcome.Made, await host.KeepCommentAsync(12, Marker, Text, Token));

        var made = gitHub.Requests[^1];
        Assert.Equal(("POST", "/api/v3/repos/acme/images/issues/12/comments"), (made.Method, made.Path));
        Assert.Equal(Text, JsonDocument.Parse(made.Body).RootElement.GetProperty("body").GetString());
    }

    [Fact]
    public async Task The_comment_of_before_is_changed_whoever_has_commented_since()
    {
        Says("""[{"id":4,"body":"about <!-- mark -->"},{"id":5,"body":"<!-- mark -->\nold"},{"id":6,"body":"later"}]""");
        Says("""{"id":5,"body":"x"}""");

        Assert.Equal(CommentOutcome.Changed, await host.KeepCommentAsync(12, Marker, Text, Token));

        Assert.Equal(("PATCH", "/api/v3/repos/acme/images/issues/comments/5"), (gitHub.Requests[^1].Method, gitHub.Requests[^1].Path));
    }

    [Fact]
    public async Task A_comment_that_says_the_same_is_left_alone()
    {
        Says("""[{"id":5,"body":"<!-- mark -->\r\nnew words"}]""");

        Assert.Equal(CommentOutcome.Kept, await host.KeepCommentAsync(12, Marker, Text, Token));

        Assert.Single(gitHub.Requests);
    }

    [Fact]
    public async Task A_comment_whose_answer_was_lost_is_not_made_twice()
    {
        Says("[]");
        Says("", 502);
        Says("""[{"id":5,"body":"<!-- mark -->\nnew words"}]""");

        Assert.Equal(CommentOutcome.Made, await host.KeepCommentAsync(12, Marker, Text, Token));

        Assert.Equal(["GET", "POST", "GET"], gitHub.Requests.Select(request => request.Method));
    }

    [Theory]
    [InlineData(null, "pending")]
    [InlineData(true, "success")]
    [InlineData(false, "failure")]
    public async Task A_commit_is_given_its_status(bool? succeeded, string expected)
    {
        Says("""{"id":1,"state":"success"}""", 201);

        await host.SetStatusAsync(new string('a', 40), new("images", succeeded, new string('x', 200), null), Token);

        var sent = JsonDocument.Parse(gitHub.Requests[^1].Body).RootElement;
        Assert.Equal(expected, sent.GetProperty("state").GetString());
        Assert.Equal("images", sent.GetProperty("context").GetString());
        Assert.Equal(140, sent.GetProperty("description").GetString()!.Length);
    }

    [Fact]
    public async Task A_token_that_may_not_comment_is_told_in_a_line()
    {
        Says("[]");
        Says("""{"message":"Resource not accessible by integration"}""", 403);

        var error = await Assert.ThrowsAsync<ReleaseHostException>(() => host.KeepCommentAsync(12, Marker, Text, Token));

        Assert.Contains("commenting on #12: Resource not accessible by integration", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private void Says(string body, int status = 200) => gitHub.Answers.Enqueue(new Answer(status, body, []));
}
