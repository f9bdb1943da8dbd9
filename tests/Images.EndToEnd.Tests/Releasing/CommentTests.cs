using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Images.EndToEnd.Tests.Releasing;

public sealed class CommentTests
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pull_request_has_one_comment_however_often_it_is_told()
    {
        await using var gitHub = await GitHubProgram.StartAsync(cancel);
        using var api = await PublishedApi.ReadAsync(cancel);
        using var http = new HttpClient { BaseAddress = gitHub.Relay.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", GitHubProgram.Token);
        using var opened = await http.PostAsJsonAsync("api/v3/repos/acme/images/issues", new { title = "A change" }, cancel);
        var number = (await opened.Content.ReadFromJsonAsync<JsonNode>(cancel))!["number"]!.GetValue<int>();
        using var family = await FamilyAsync();
        // The stand-in knows no statuses; without a commit none is set.
        var variables = new Dictionary<string, string>(gitHub.Variables) { ["GITHUB_REF"] = $"refs/pull/{number}/merge" };

        gitHub.Relay.StartOver();
        await using var first = await CommentAsync(family, variables);
        Assert.Contains($"commented on acme/images#{number}: 2 of 3 variants change", first.Output, StringComparison.Ordinal);
        await using var again = await CommentAsync(family, variables);
        Assert.Contains($"nothing new is to be said on acme/images#{number}", again.Output, StringComparison.Ordinal);
        Report(family);
        await using var built = await CommentAsync(family, variables);
        Assert.Contains("changed the comment on", built.Output, StringComparison.Ordinal);

        Assert.Equal([], gitHub.Relay.Requests.SelectMany(api.Faults));
        Assert.DoesNotContain(GitHubProgram.Token, first.Output + first.Errors, StringComparison.Ordinal);
        var comments = await http.GetFromJsonAsync<JsonArray>($"api/v3/repos/acme/images/issues/{number}/comments", cancel);
        var body = Assert.Single(comments!)!["body"]!.GetValue<string>();
        Assert.Contains("| `leaf` | built from one that changes | built | 5 B | - | 1 passed |", body, StringComparison.Ordinal);
        Assert.Contains("| `trunk` | ", body, StringComparison.Ordinal);
        Assert.DoesNotContain("`other`", body, StringComparison.Ordinal);
    }

    private static async Task<ProgramRun> CommentAsync(FamilyFolder family, Dictionary<string, string> variables)
    {
        var run = await ProgramRun.WithAsync(family.Root, variables, "comment", "--changed-since=v1", "+children");
        Assert.True(run.ExitCode == 0, run.ToString());
        return run;
    }

    private async Task<FamilyFolder> FamilyAsync()
    {
        var family = new FamilyFolder();
        family.Image("trunk", "debian:bookworm-slim", "RUN echo one > /trunk", "tags: [\"1\", latest]\n");
        family.Image("leaf", "trunk", "RUN echo one > /leaf", "tags: [\"1\", latest]\n");
        family.Image("other", "debian:bookworm-slim", "RUN echo one > /other", "tags: [\"1\", latest]\n");
        family.Write(".gitignore", "artifacts/\nDockerfile\n");
        await Git.RunAsync(family.Root, "init", "--quiet");
        await Git.RunAsync(family.Root, "add", ".");
        await Git.RunAsync(family.Root, "commit", "--quiet", "--message=Begin");
        await Git.RunAsync(family.Root, "tag", "v1");
        family.Image("trunk", "debian:bookworm-slim", "RUN echo two > /trunk", "tags: [\"1\", latest]\n");
        await Git.RunAsync(family.Root, "commit", "--quiet", "--all", "--message=Change the trunk");
        return family;
    }

    private static void Report(FamilyFolder family) =>
        family.Write(
            "artifacts/report.json",
            """
            { "started": "2026-01-01T00:00:00Z", "images": [
              { "id": "leaf", "outcome": "built", "imageId": "sha256:a", "size": 5, "tests": [{ "name": "runs", "outcome": "passed" }] }
            ] }
            """
        );
}
