namespace Images.EndToEnd.Tests.Jobs;

/// <summary>Jobs on a cluster that a program on disk plays, which is found as kubectl and writes down how it is called.</summary>
public sealed class ClusterTests : IDisposable
{
    // The job runs at the first look and has ended at the next; $FATE says how.
    private const string Cluster = """
        #!/bin/sh
        cd "$(dirname "$0")"
        echo "$*" | sed 's/--output=jsonpath=.*/--output/; s/--filename=.*/--filename/' >> calls
        case "$1 $2" in
          "config current-context") [ -n "$FATE" ] || { echo "error: current-context is not set" >&2; exit 1; }; echo lab ;;
          "apply "*) [ "$FATE" != refused ] || { echo "error: field is immutable" >&2; exit 1; }; cp "${2#--filename=}" applied ;;
          "get job")
            [ -e looked ] || { touch looked; exit 0; }
            case "$FATE" in
              well) printf 'SuccessCriteriaMet\tReached\t\nComplete\tReached\tReached\n' ;;
              late) printf 'Failed\tDeadlineExceeded\ttoo late\n' ;;
              *) printf 'Failed\tBackoffLimitExceeded\tJob has reached the specified backoff limit\n' ;;
            esac ;;
          "get pods")
            if [ -e seen ]; then printf 'sum-a\tFailed\t3\t\nsum-b\tFailed\t7\t\n'; else touch seen; printf 'sum-a\tPending\t\tImagePullBackOff\n'; fi ;;
          "logs --follow") echo "line of $3" ;;
        esac
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("images-e2e-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_applied_followed_and_ends_with_its_pods_exit_code_and_nothing_is_removed()
    {
        await using var run = await RunAsync("broken");

        Assert.True(run.ExitCode == 7, run.ToString());
        Assert.Equal(["line of sum-a", "line of sum-b"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
        Assert.Contains("applied to lab", run.Errors, StringComparison.Ordinal);
        Assert.Contains("sum-a: waits: ImagePullBackOff", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith(
            "error: sum: failed with exit code 7: Job has reached the specified backoff limit\n",
            run.Errors,
            StringComparison.Ordinal
        );
        Assert.Contains("kind: \"Job\"", await File.ReadAllTextAsync(Path.Combine(folder, "bin/applied"), Token), StringComparison.Ordinal);
        var calls = await File.ReadAllLinesAsync(Path.Combine(folder, "bin/calls"), Token);
        Assert.Equal(["config current-context", "apply --filename", "get job sum --output"], calls.Take(3));
        Assert.DoesNotContain(calls, call => call.StartsWith("delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_ends_well_is_0_and_is_removed_when_asked()
    {
        await using var run = await RunAsync("well", "--remove");

        Assert.True(run.ExitCode == 0, run.ToString());
        var calls = await File.ReadAllLinesAsync(Path.Combine(folder, "bin/calls"), Token);
        Assert.Equal("delete --ignore-not-found --filename", calls[^1]);
    }

    [Theory]
    [InlineData("late", 137, "sum: killed at its time limit")]
    [InlineData("refused", 1, "kubectl apply: error: field is immutable; correct that, or remove a job of the same name")]
    [InlineData("", 1, "--wait: kubectl has no current context; choose one with 'kubectl config use-context NAME'")]
    public async Task What_goes_wrong_is_one_line(string fate, int code, string expected)
    {
        await using var run = await RunAsync(fate);

        Assert.True(run.ExitCode == code, run.ToString());
        Assert.StartsWith($"error: {expected}", run.Errors.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_kubectl_it_is_said_and_wait_alone_is_refused()
    {
        await WriteJobAsync();
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        var dotnet = Path.GetDirectoryName(Environment.ProcessPath)!;
        await using var run = await ProgramRun.WithAsync(
            folder,
            new Dictionary<string, string> { ["PATH"] = $"{Path.Combine(folder, "bin")}:{dotnet}" },
            "run",
            "sum.yaml",
            "--kubernetes",
            "--wait"
        );
        await using var alone = await ProgramRun.ToEndAsync(folder, "run", "sum.yaml", "--wait");

        Assert.EndsWith(
            "error: --wait: there is no kubectl on the search path; install it, or leave out --wait\n",
            run.Errors,
            StringComparison.Ordinal
        );
        Assert.Equal(2, alone.ExitCode);
        Assert.Contains("--wait goes with --kubernetes", alone.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task WriteJobAsync() =>
        File.WriteAllTextAsync(Path.Combine(folder, "sum.yaml"), "image: acme/sum:1\ncommand: \"true\"\n", Token);

    private async Task<ProgramRun> RunAsync(string fate, params string[] more)
    {
        await WriteJobAsync();
        var program = Path.Combine(folder, "bin", "kubectl");
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        await File.WriteAllTextAsync(program, Cluster, Token);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var variables = new Dictionary<string, string>
        {
            ["PATH"] = $"{Path.GetDirectoryName(program)}:{Environment.GetEnvironmentVariable("PATH")}",
            ["FATE"] = fate,
        };
        return await ProgramRun.WithAsync(folder, variables, ["run", "sum.yaml", "--kubernetes", "--wait", .. more]);
    }
}
