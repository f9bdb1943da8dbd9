using System.Text.Json;
using System.Text.RegularExpressions;

namespace Images.EndToEnd.Tests.CommandLine;

public partial class ChangedSinceTests
{
    [Fact]
    public async Task What_has_changed_is_listed_with_its_reason()
    {
        using var family = await CommittedAsync();
        family.Write(
            "images/r-ver/image.yaml",
            (await ReadAsync(family, "images/r-ver/image.yaml")).Replace("4.5.3", "4.5.4", StringComparison.Ordinal)
        );

        await using var run = await ProgramRun.ToEndAsync(family.Root, "list", "--changed-since=HEAD", "--json");

        Assert.True(run.ExitCode == 0, run.ToString());
        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal("r-ver:4.5.4", document.RootElement.GetProperty("images").EnumerateArray().Single().GetProperty("id").GetString());
        Assert.Contains("  r-ver:4.5.4: new\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_changes_says_that_it_did_nothing_and_needs_no_engine()
    {
        using var family = await CommittedAsync();

        await using var run = await ProgramRun.WithAsync(
            family.Root,
            new() { ["DOCKER_HOST"] = "unix:///nowhere.sock" },
            "test",
            "--changed-since=HEAD",
            "+children"
        );

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("0 images: nothing was built and nothing was tested.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_gets_jobs_for_what_has_changed_and_what_is_built_from_it()
    {
        using var family = await CommittedAsync();
        family.Write("templates/base.Dockerfile.sbn", "FROM {{ from }}\nCMD [\"bash\"]");
        var output = Path.Combine(family.Root, "output");

        await using var run = await ProgramRun.WithAsync(
            family.Root,
            new() { ["GITHUB_ACTIONS"] = "true", ["GITHUB_OUTPUT"] = output },
            "matrix",
            "--changed-since=HEAD",
            "+children"
        );

        Assert.True(run.ExitCode == 0, run.ToString());
        var outputs = Output()
            .Matches(await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken))
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        Assert.Equal(("true", "2"), (outputs["has-changes"], outputs["layers"]));
        using var layer = JsonDocument.Parse(outputs["layer-1"]);
        Assert.Equal(
            ["r-ver:4.5.3", "r-ver:4.6.1"],
            layer.RootElement.GetProperty("include").EnumerateArray().Select(entry => entry.GetProperty("selectors").GetString()).Order()
        );
    }

    [Fact]
    public async Task A_commit_that_is_not_there_is_one_line()
    {
        using var family = await CommittedAsync();

        await using var run = await ProgramRun.ToEndAsync(family.Root, "list", "--changed-since=nowhere");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            "error: --changed-since: there is no commit 'nowhere' here; fetch it with git, or name a branch, a tag or a commit\n",
            run.Errors
        );
    }

    private static async Task<FamilyFolder> CommittedAsync()
    {
        var family = SampleFolder.Good();
        family.Write(".gitignore", "artifacts/\noutput");
        await Git.RunAsync(family.Root, "init", "--quiet", "--initial-branch=main");
        await Git.RunAsync(family.Root, "add", "--all");
        await Git.RunAsync(family.Root, "commit", "--quiet", "-m", "family");
        return family;
    }

    private static Task<string> ReadAsync(FamilyFolder family, string path) =>
        File.ReadAllTextAsync(Path.Combine(family.Root, path), TestContext.Current.CancellationToken);

    [GeneratedRegex(@"(?<name>[a-z0-9-]+)<<(?<end>\S+)\n(?<value>.*)\n\k<end>\n", RegexOptions.CultureInvariant)]
    private static partial Regex Output();
}
