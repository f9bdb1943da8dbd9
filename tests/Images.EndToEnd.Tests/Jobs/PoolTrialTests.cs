using System.Text.Json.Nodes;

namespace Images.EndToEnd.Tests.Jobs;

/// <summary>An image as a node of a pool runs it.</summary>
[Trait("Category", "Engine")]
public sealed class PoolTrialTests(SharedEngine engine) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("images-e2e-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await engine.RequireBaseAsync();

    [Fact]
    public async Task A_node_sees_its_root_at_its_own_path_and_the_variables_and_leaves_no_container()
    {
        var root = Path.Combine(folder, "node");
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(folder, "data", "x"), "brought\n", Token);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "sum.yaml"),
            """
            image: debian:bookworm-slim
            resources: data
            command: |
              set -u
              [ -n "$BASH_VERSION" ]
              echo "task=$AZ_BATCH_TASK_ID node=[$AZ_BATCH_NODE_ID] root=$AZ_BATCH_NODE_ROOT_DIR"
              cat "$AZ_BATCH_JOB_PREP_WORKING_DIR/x"
              (sleep 1; echo late > "$AZ_BATCH_NODE_SHARED_DIR/late") &
              echo done > "$AZ_BATCH_TASK_WORKING_DIR/result"
            """,
            Token
        );
        var variables = new Dictionary<string, string> { ["AZ_BATCH_NODE_ROOT_DIR"] = root, ["AZ_BATCH_TASK_ID"] = "t1" };

        await using var run = await ProgramRun.WithAsync(folder, variables, "run", "sum.yaml", "--azure-pool=cluster.json");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal($"task=t1 node=[] root={root}\nbrought\n", run.Output);
        Assert.Equal("late\n", await File.ReadAllTextAsync(Path.Combine(root, "shared/late"), Token));
        Assert.Equal("done\n", await File.ReadAllTextAsync(Path.Combine(root, "workitems/sum/job-1/sum-task1/wd/result"), Token));
        var cluster = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "cluster.json"), Token))!;
        Assert.Equal("sum", cluster["name"]!.GetValue<string>());
        Assert.StartsWith("debian:bookworm-slim", cluster["containerImage"]!.GetValue<string>(), StringComparison.Ordinal);
        var all = await engine.Connection.Http.GetAsync("containers/json?all=1", Token);
        Assert.DoesNotContain(
            all!.AsArray(),
            container =>
                container!["Labels"]?["org.images.run"]?.GetValue<string>().Contains($"/{run.ProcessId}/", StringComparison.Ordinal) == true
        );
    }

    [Fact]
    public async Task A_failure_inside_a_pipe_is_the_exit_code_and_standard_output_has_the_document_alone()
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "fail.yaml"),
            "image: debian:bookworm-slim\ncommand: \"echo spoken; (exit 9) | cat; echo never\"\n",
            Token
        );

        await using var run = await ProgramRun.ToEndAsync(folder, "run", "fail.yaml", "--azure-pool");

        Assert.True(run.ExitCode == 9, run.ToString());
        Assert.Equal("fail", JsonNode.Parse(run.Output)!["name"]!.GetValue<string>());
        Assert.Contains("spoken\n", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("never", run.Errors, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
