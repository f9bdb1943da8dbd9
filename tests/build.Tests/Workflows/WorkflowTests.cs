using System.Text.RegularExpressions;
using Images.Build.CommandLine;
using YamlDotNet.RepresentationModel;

namespace Images.Build.Workflows;

public partial class WorkflowTests
{
    // The one that may write to registries, once somebody has agreed.
    private const string Publishing = "publish.yml";

    // The one that may write to pull requests, never to those of strangers.
    private static readonly (string Workflow, string Job) Commenting = ("pull-request.yml", "comment");

    public static TheoryData<string> Names => Workflow.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Actions_are_pinned_by_commit_with_their_version_beside_it(string name)
    {
        var uses = Workflow
            .Named(name)
            .Text.Split('\n')
            .Where(line => line.TrimStart(' ', '-').StartsWith("uses: ", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(Pinned(), line));
    }

    [Fact]
    public void An_action_is_pinned_to_the_same_commit_everywhere()
    {
        var pins = Workflow.All.SelectMany(workflow => Pinned().Matches(workflow.Text)).Where(pin => pin.Groups["action"].Success);

        Assert.All(
            pins.GroupBy(pin => pin.Groups["action"].Value),
            action => Assert.Single(action.Select(pin => pin.Value.Trim(' ', '-')).Distinct())
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_job_has_the_rights_that_it_names_and_no_others(string name)
    {
        var workflow = Workflow.Named(name);

        Assert.Empty(Assert.IsType<YamlMappingNode>(workflow.Root["permissions"]).Children);
        foreach (var (job, definition) in workflow.Jobs)
        {
            var rights = Assert.IsType<YamlMappingNode>(Workflow.Find(definition, "permissions")).Children;
            if ((name, job) == Commenting)
            {
                Assert.Equal(
                    ["actions: read", "contents: read", "pull-requests: write", "statuses: write"],
                    rights.Select(right => $"{right.Key}: {right.Value}")
                );
                Assert.Equal(
                    "always() && github.event.pull_request.head.repo.full_name == github.repository",
                    $"{Workflow.Find(definition, "if")}"
                );
                continue;
            }

            if (name == Publishing)
            {
                Assert.Equal(["contents: write", "packages: write"], rights.Select(right => $"{right.Key}: {right.Value}"));
                continue;
            }

            Assert.All(rights, right => Assert.Matches("^(contents|issues): (read|write)$", $"{right.Key}: {right.Value}"));
            if (rights.Any(right => right.Value.ToString() == "write"))
            {
                // What can write runs nothing of the repository, and no action of others.
                Assert.All(Workflow.StepsOf(definition), step => Assert.Null(Workflow.Find(step, "uses")));
                Assert.All(
                    Workflow.StepsOf(definition).Select(step => $"{Workflow.Find(step, "run")}"),
                    script =>
                        Assert.DoesNotContain(
                            "dotnet run",
                            script.Replace("\\`dotnet run", string.Empty, StringComparison.Ordinal),
                            StringComparison.Ordinal
                        )
                );
                Assert.NotEqual("pull-request.yml", name);
            }
        }
    }

    [Fact]
    public void Secrets_are_known_to_the_step_that_publishes_and_to_no_other()
    {
        var workflow = Workflow.Named(Publishing);
        var knowing = workflow.Steps.Where(step => $"{step}".Contains("secrets.", StringComparison.Ordinal)).ToList();

        Assert.Equal("Publish", $"{Workflow.Find(Assert.Single(knowing), "name")}");
        Assert.All(workflow.JobsWithSteps, job => Assert.Equal("publish", $"{Workflow.Find(job.Value, "environment")}"));
        Assert.Equal(["push", "workflow_dispatch"], workflow.Events.Order(StringComparer.Ordinal));
        Assert.Null(Workflow.Find(workflow.Root, "on", "push", "branches"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scripts_hold_no_expressions_and_workflows_no_secrets(string name)
    {
        var workflow = Workflow.Named(name);

        Assert.All(workflow.Scripts, script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));
        if (name != Publishing)
        {
            Assert.DoesNotContain("secrets.", workflow.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("secrets: inherit", workflow.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("pull_request_target", workflow.Events);
        Assert.DoesNotContain("workflow_run", workflow.Events);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_checkout_leaves_no_credentials_behind(string name)
    {
        var checkouts = Workflow
            .Named(name)
            .Steps.Where(step => $"{Workflow.Find(step, "uses")}".StartsWith("actions/checkout@", StringComparison.Ordinal));

        Assert.All(checkouts, step => Assert.Equal("false", $"{Workflow.Find(step, "with", "persist-credentials")}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_job_ends_in_time_and_a_workflow_does_not_run_beside_itself(string name)
    {
        var workflow = Workflow.Named(name);

        Assert.All(workflow.JobsWithSteps, job => Assert.InRange(int.Parse($"{Workflow.Find(job.Value, "timeout-minutes")}"), 1, 120));
        if (workflow.Events.Except(["workflow_call", "workflow_dispatch"]).Any())
        {
            Assert.NotNull(Workflow.Find(workflow.Root, "concurrency", "group"));
            Assert.NotNull(Workflow.Find(workflow.Root, "concurrency", "cancel-in-progress"));
        }
    }

    [Fact]
    public void Every_command_line_is_one_that_the_program_takes()
    {
        var lines = Workflow
            .All.SelectMany(workflow => workflow.Scripts)
            .SelectMany(script => Calls().Matches(script))
            .Select(call => call.Groups["rest"].Value);
        var verbs = new List<string>();
        foreach (var line in lines)
        {
            var words = line.Replace("\"${words[@]}\"", "--changed-since=main +children base", StringComparison.Ordinal)
                .Replace("\"${selectors[@]}\"", "base r-ver:4.5.0", StringComparison.Ordinal)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(words, word => Assert.DoesNotContain('$', word));
            verbs.Add(CommandLineParser.Parse(words).Verb.Name);
        }

        Assert.Equal(["comment", "eol", "lint", "lock", "matrix", "outdated", "publish", "publish", "render", "test"], verbs.Order());
    }

    [Fact]
    public void Only_outputs_that_the_program_writes_are_read()
    {
        var outputs = ((YamlMappingNode)Workflow.Find(Workflow.Named("images.yml").Jobs["plan"], "outputs")!).Children;

        Assert.Equal(
            ["has-changes: ${{ steps.matrix.outputs.has-changes }}", "layer-0: ${{ steps.matrix.outputs.layer-0 }}"],
            outputs.Select(output => $"{output.Key}: {output.Value}")
        );
    }

    [GeneratedRegex(
        @"^ +(- )?uses: ((?<action>[a-z-]+/[a-z-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+|\./\.github/workflows/[a-z-]+\.yml)$",
        RegexOptions.Multiline
    )]
    private static partial Regex Pinned();

    // Up to a redirection or the end of the line.
    [GeneratedRegex(@"^ *dotnet run --project build -- (?<rest>[^>|\n]*)", RegexOptions.Multiline)]
    private static partial Regex Calls();
}
