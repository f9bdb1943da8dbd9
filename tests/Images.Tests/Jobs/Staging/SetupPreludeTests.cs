namespace Images.Tests.Jobs.Staging;

public sealed class SetupPreludeTests : IDisposable
{
    private const string Two = """
        next_stage && echo one
        next_stage && {
          echo two
          cat > file <<'END'
        fi; next_stage && "
        END
        }
        everytime && echo every
        """;

    private readonly SetupTrial trial = new();

    [Fact]
    public void Stages_run_once_and_the_rest_every_time()
    {
        var first = trial.Run(Two);
        var second = trial.Run(Two);

        Assert.Equal((0, "images-mark stage 1|one|images-mark done|images-mark stage 2|two|images-mark done|" + Every), OneLine(first));
        Assert.Equal((0, Every), OneLine(second));
        Assert.Equal("2", trial.Stages);
        Assert.Equal("fi; next_stage && \"\n", File.ReadAllText(Path.Combine(trial.Setup, "file")));
    }

    [Fact]
    public void An_appended_stage_is_the_only_one_that_runs()
    {
        trial.Run(Two);

        var run = trial.Run(Two + "\nnext_stage && echo three");

        Assert.Equal((0, Every + "|images-mark stage 3|three|images-mark done"), OneLine(run));
        Assert.Equal("3", trial.Stages);
    }

    [Theory]
    [InlineData("next_stage && false", 1)]
    [InlineData("next_stage && (exit 7)", 7)]
    [InlineData("next_stage && { echo a; exit 3; }", 3)]
    [InlineData("next_stage && false && echo b", 1)]
    [InlineData("next_stage && false\nX=1", 1)]
    [InlineData("set -e\nnext_stage && { false; echo b; }", 1)]
    [InlineData("next_stage && cat <<E >/dev/null && false # why not\n\"\nE\n", 1)]
    [InlineData("next_stage && if true; then false; fi; X=2", 1)]
    [InlineData("next_stage && for i in 1 2; do\n  test $i = 1\ndone", 1)]
    public void A_failing_stage_stops_the_set_up_and_is_not_counted(string stage, int code)
    {
        var text = $"next_stage && echo one\n{stage}\nnext_stage && echo never";

        var first = trial.Run(text);
        var again = trial.Run(text);

        Assert.Equal(code, first.ExitCode);
        Assert.Equal(code, again.ExitCode);
        Assert.Equal("1", trial.Stages);
        Assert.DoesNotContain("never", first.Output, StringComparison.Ordinal);
        Assert.StartsWith("images-mark stage 2", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_failed_and_was_put_right_goes_on_where_it_stopped()
    {
        trial.Run("next_stage && echo one\nnext_stage && false");

        var run = trial.Run("next_stage && echo one\nnext_stage && echo two\nnext_stage && echo three");

        Assert.Equal((0, "images-mark stage 2|two|images-mark done|images-mark stage 3|three|images-mark done"), OneLine(run));
    }

    [Fact]
    public void What_runs_every_time_and_fails_stops_the_set_up()
    {
        var run = trial.Run("everytime && false\nnext_stage && echo never");

        Assert.Equal((1, "images-mark everytime 1"), OneLine(run));
        Assert.Equal("none", trial.Stages);
    }

    [Fact]
    public void It_pauses_behind_the_last_stage_and_before_what_runs_every_time()
    {
        const string Mixed = "next_stage && echo one\neverytime && echo early\nnext_stage && echo two\neverytime && echo late";

        var run = trial.Run(Mixed, pauses: true);

        Assert.Equal(
            (
                0,
                "images-mark stage 1|one|images-mark done|images-mark everytime 1|early|images-mark done|images-mark stage 2|two|images-mark done|images-mark pause"
            ),
            OneLine(run)
        );
    }

    [Fact]
    public void Undecorated_lines_run_each_time_and_their_failure_is_the_scripts_only_at_its_end()
    {
        Assert.Equal((0, "plain|images-mark stage 1|a|images-mark done"), OneLine(trial.Run("echo plain\nfalse\nnext_stage && echo a")));
        Assert.Equal(4, trial.Run("next_stage && echo a\nexit 4").ExitCode);
    }

    [Fact]
    public void A_storage_that_is_not_seen_is_told_before_anything_runs()
    {
        var run = trial.Run(Two, probe: Path.Combine(trial.Setup, "nowhere"));

        Assert.Equal((1, "images-mark lost"), OneLine(run));
    }

    [Fact]
    public void The_line_numbers_of_messages_are_those_of_the_file()
    {
        var script = SetupTrial.Read(Two);

        Assert.Equal(Two.Split('\n').Length, script.Watched.Split('\n').Length);
    }

    public void Dispose() => trial.Dispose();

    private const string Every = "images-mark everytime 1|every|images-mark done";

    private static (int ExitCode, string Output) OneLine((int ExitCode, string Output) run) =>
        (run.ExitCode, run.Output.Replace('\n', '|'));
}
