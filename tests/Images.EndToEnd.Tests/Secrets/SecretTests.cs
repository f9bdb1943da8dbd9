using System.Text;
using System.Text.Json.Nodes;

namespace Images.EndToEnd.Tests.Secrets;

[Trait("Category", "Engine")]
public sealed class SecretTests(SharedEngine engine)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_that_steps_use_and_even_print_is_found_nowhere_afterwards()
    {
        await engine.RequireLocalAsync();
        var canary = new Canary();
        using var family = Family(canary);
        var environment = new Dictionary<string, string> { ["IMAGES_TEST_CANARY"] = canary.Value };
        await using var watch = new CommandLineWatch(canary.Value);

        await using var run = await ProgramRun.WithAsync(family.Root, environment, "test", "--progress=plain", "-v", "diagnostic");

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Equal("built", run.OutcomeOf("user"));
        Assert.Equal("failed", run.OutcomeOf("leaky"));
        Assert.Contains("it says ***", run.Errors, StringComparison.Ordinal);
        Assert.Contains("it says ***", run.Output, StringComparison.Ordinal);
        Assert.False(canary.IsIn(run.ToString()), run.ToString());

        await using var again = await ProgramRun.WithAsync(family.Root, environment, "build", "user", "--no-cache", "--progress=rawjson");

        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Contains("it says ***", string.Concat(LogsOf(again.Errors)), StringComparison.Ordinal);
        Assert.False(canary.IsIn(again.ToString() + string.Concat(LogsOf(again.Errors))), again.ToString());

        Assert.Empty(await watch.EndAsync());
        Assert.Empty(canary.FilesIn(Path.Combine(family.Root, "artifacts")));
        Assert.Empty(canary.FilesIn(Path.Combine(family.Root, "images")));
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(family.Root, "artifacts", "logs")));
        Assert.Empty(await canary.PlacesInAsync(engine.Connection, $"{FamilyFolder.Registry}/user:v1", Cancellation));
        // The same search does find what is there: the command in the history and configuration, what it wrote in a layer.
        var written = await new Canary("/run/secrets/file").PlacesInAsync(
            engine.Connection,
            $"{FamilyFolder.Registry}/user:v1",
            Cancellation
        );
        Assert.NotEmpty(written.Except(["history", "json"]));
        Assert.Empty(await canary.CacheRecordsAsync(engine.Connection, Cancellation));
    }

    [Fact]
    public async Task In_a_workflow_the_runner_is_told_to_hide_it_before_anything_else_is_said()
    {
        await engine.RequireAsync();
        var canary = new Canary();
        using var family = Family(canary);
        var environment = new Dictionary<string, string> { ["IMAGES_TEST_CANARY"] = canary.Value, ["GITHUB_ACTIONS"] = "true" };

        await using var run = await ProgramRun.WithAsync(family.Root, environment, "build", "user");

        Assert.True(run.ExitCode == 0, run.ToString());
        var lines = run.Errors.Split('\n');
        var mask = Array.IndexOf(lines, $"::add-mask::{canary.Value}");
        Assert.InRange(mask, 0, Array.FindIndex(lines, line => line.StartsWith("::group::", StringComparison.Ordinal)));
        Assert.False(canary.IsIn(run.Output + string.Join('\n', lines.Where((_, index) => index != mask))), run.ToString());
    }

    [Fact]
    public async Task What_is_missing_is_named_in_one_go_before_anything_starts_and_only_where_it_is_needed()
    {
        using var family = Family(new Canary());
        File.Delete(Path.Combine(family.Root, "canary"));

        await using var run = await ProgramRun.ToEndAsync(family.Root, "build", "--engine=unix:///nowhere.sock");

        Assert.True(run.ExitCode == 2, run.ToString());
        Assert.Equal(
            [
                "images/leaky/image.yaml:4:5: there is no secret 'canary': the variable IMAGES_TEST_CANARY is not set; set IMAGES_TEST_CANARY",
                "images/user/image.yaml:4:5: there is no secret 'canary': the variable IMAGES_TEST_CANARY is not set; set IMAGES_TEST_CANARY",
                $"images/user/image.yaml:5:5: there is no secret 'file': there is no file {family.Root}/canary; create {family.Root}/canary",
            ],
            run.Errors.Split('\n').Where(line => line.Contains("there is no secret", StringComparison.Ordinal))
        );

        await using var other = await ProgramRun.ToEndAsync(family.Root, "build", "other", "--engine=unix:///nowhere.sock");
        Assert.DoesNotContain("there is no secret", other.Errors, StringComparison.Ordinal);
    }

    private static FamilyFolder Family(Canary canary)
    {
        const string Declared = "secrets:\n  - { id: canary, env: IMAGES_TEST_CANARY }\n";
        var family = new FamilyFolder();
        family.Write("canary", canary.Value);
        family.Image(
            "user",
            "debian:bookworm-slim",
            "RUN {{ secrets.canary.mount }} {{ secrets.file.mount }} \\\n"
                + $"    echo {Guid.NewGuid()}; sleep 0.2; echo \"it says $(cat /run/secrets/canary)\"; sha256sum /run/secrets/* > /proof",
            $"tags: [v1]\n{Declared}  - {{ id: file, file: ../../canary }}\n"
        );
        family.Image(
            "leaky",
            "debian:bookworm-slim",
            $"RUN {{{{ secrets.canary.mount }}}} echo {Guid.NewGuid()}; echo \"it says $(cat /run/secrets/canary)\" >&2; exit 3",
            $"tags: [v1]\n{Declared}"
        );
        family.Image("other", "debian:bookworm-slim", "RUN true");
        return family;
    }

    /// <summary>Gets what the steps wrote out of the lines of <c>rawjson</c>.</summary>
    private static IEnumerable<string> LogsOf(string lines) =>
        from line in lines.Split('\n')
        where line.StartsWith('{')
        from log in JsonNode.Parse(line)!["logs"]?.AsArray() ?? []
        select Encoding.UTF8.GetString(Convert.FromBase64String(log["data"]!.GetValue<string>()));
}
