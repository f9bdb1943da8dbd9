namespace Images.Tests.Rendering.Linting;

public sealed class PipefailTests
{
    [Theory]
    [InlineData("RUN a | b")]
    [InlineData("RUN a || b | c")]
    [InlineData("RUN a | b; set -o pipefail")]
    [InlineData("RUN set -o pipefail; set +o pipefail; a | b")]
    [InlineData("RUN set -eux; x=\"$(a | b)\"")]
    [InlineData("RUN bash -c 'a | b'")]
    [InlineData("RUN [\"/bin/bash\", \"-c\", \"a | b\"]")]
    [InlineData("RUN <<EOF\na | b\nEOF")]
    [InlineData("SHELL [\"/bin/bash\", \"-c\"]\nRUN a | b")]
    [InlineData("SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nFROM debian:12\nRUN a | b")]
    public void A_pipe_without_it_is_found(string instructions) => Assert.Single(Lint.Of("pipefail", instructions));

    [Theory]
    [InlineData("RUN a || b")]
    [InlineData("RUN echo 'a | b' \"c | d\"")]
    [InlineData("RUN set -euxo pipefail; a | b")]
    [InlineData("RUN set -o pipefail && a | b | c")]
    [InlineData("RUN bash -o pipefail -c 'a | b'")]
    [InlineData("RUN [\"a\", \"|\", \"b\"]")]
    [InlineData("RUN [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\", \"a | b\"]")]
    [InlineData("RUN cat <<EOF\na | b\nEOF")]
    [InlineData("RUN <<EOF\nset -o pipefail\na | b\nEOF")]
    [InlineData("SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN a | b")]
    [InlineData("SHELL [\"powershell\", \"-Command\"]\nRUN a | b")]
    [InlineData("CMD a | b")]
    public void What_is_safe_or_no_pipe_is_not_found(string instructions) => Assert.Empty(Lint.Of("pipefail", instructions));

    [Fact]
    public void The_remedy_fits_the_shell()
    {
        Assert.Contains("put SHELL [\"/bin/bash\"", Assert.Single(Lint.Of("pipefail", "RUN a | b")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "begin the RUN with 'set -o pipefail'",
            Assert.Single(Lint.Of("pipefail", "SHELL [\"/bin/bash\", \"-c\"]\nRUN a | b")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_shell_of_an_earlier_stage_or_of_a_parent_counts()
    {
        const string Shell = "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n";

        Assert.Empty(Lint.Findings($"FROM debian:12 AS a\n{Shell}FROM a\nRUN x | y\n"));
        Assert.Empty(Lint.Findings(("parent", $"FROM debian:12\n{Shell}"), ("child", "FROM parent:default\nRUN x | y\n")));
        Assert.Single(Lint.Findings(("parent", "FROM debian:12\n"), ("child", "FROM parent:default\nRUN x | y\n")));
    }

    [Fact]
    public void Images_made_of_each_other_end_the_search() =>
        Assert.Equal(2, Lint.Findings(("a", "FROM b:default\nRUN x | y\n"), ("b", "FROM a:default\nRUN x | y\n")).Count);
}
