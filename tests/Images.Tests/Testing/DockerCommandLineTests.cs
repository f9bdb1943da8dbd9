using Images.Testing;

namespace Images.Tests.Testing;

public sealed class DockerCommandLineTests
{
    private const string Strict =
        "docker run --rm --init --network none --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges "
        + "--pids-limit 256 --memory 2147483648 --memory-swap 2147483648 ";

    [Fact]
    public void A_shell_line_is_run_in_the_strict_profile() =>
        Assert.Equal(
            Strict + "--entrypoint /bin/sh sha256:a -c 'date +%Z'",
            DockerCommandLine.For(TestContainer.Of("sha256:a", SampleTests.Test("date +%Z")))
        );

    [Fact]
    public void What_a_test_says_is_in_the_line()
    {
        var test = SampleTests.Test("x") with
        {
            Run = new(["R", "-e", "cat('a b')"], false, SampleTests.Place),
            Env = new Dictionary<string, string> { ["A"] = "1 2" },
            User = "1000",
            Workdir = "/work",
            Network = "bridge",
        };
        var line = DockerCommandLine.For(TestContainer.Of("sha256:a", test));
        Assert.Contains(" --network bridge ", line, StringComparison.Ordinal);
        Assert.EndsWith(
            " --env 'A=1 2' --user 1000 --workdir /work --entrypoint R sha256:a -e 'cat('\\''a b'\\'')'",
            line,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_entrypoint_may_be_left_or_taken_away()
    {
        Assert.EndsWith("sha256:a", DockerCommandLine.For(new("sha256:a")), StringComparison.Ordinal);
        Assert.EndsWith(
            "--entrypoint '' sha256:a ls",
            DockerCommandLine.For(new("sha256:a") { Entrypoint = [], Command = ["ls"] }),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("plain-1.2/3:4=5", "plain-1.2/3:4=5")]
    [InlineData("", "''")]
    [InlineData("$(rm) `x` \\ \"", "'$(rm) `x` \\ \"'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("a\nb'c\\d\te\u0001", @"$'a\nb\'c\\d\te\u0001'")]
    [InlineData("~", "'~'")]
    public void A_word_is_quoted_for_the_shell_on_one_line(string word, string quoted) =>
        Assert.Equal(quoted, DockerCommandLine.Quote(word));
}
