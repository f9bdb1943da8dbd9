using Images.Definitions;
using Images.Jobs.Staging;

namespace Images.Tests.Jobs.Staging;

public sealed class SetupScriptTests
{
    [Fact]
    public void A_script_is_taken_apart_into_its_outermost_lists()
    {
        var script = SetupTrial.Read(
            """
            # comment && next_stage
            VERSION=1; next_stage && apt-get update \
              && apt-get install -y jq   # two lines
            next_stage && case $1 in a) echo ;; *) { :; } ;; esac
            if true
            then echo plain; fi
            everytime &&
              (cd x && make) | tee log
            function f {
              g; while if h; then :; fi; do :; done
            }
            j() { k; }; l &
            """
        );

        Assert.Equal(
            [
                (SetupStepKind.Plain, 2, "VERSION=1"),
                (SetupStepKind.Stage, 2, "apt-get update \\\n  && apt-get install -y jq"),
                (SetupStepKind.Stage, 4, "case $1 in a) echo ;; *) { :; } ;; esac"),
                (SetupStepKind.Plain, 5, "if true\nthen echo plain; fi"),
                (SetupStepKind.Everytime, 7, "(cd x && make) | tee log"),
                (SetupStepKind.Plain, 9, "function f {\n  g; while if h; then :; fi; do :; done\n}"),
                (SetupStepKind.Plain, 12, "j() { k; }"),
                (SetupStepKind.Plain, 12, "l"),
            ],
            script.Steps.Select(step => (step.Kind, step.Line, step.Text))
        );
    }

    [Fact]
    public void An_appended_stage_leaves_the_digests_of_the_others_as_they_were()
    {
        var before = SetupTrial.Read("next_stage && a\neverytime && b").Digests;
        var after = SetupTrial.Read("# new\nnext_stage   &&   a\neverytime && other\nnext_stage && c").Digests;

        Assert.Single(before);
        Assert.Equal(before[0], after[0]);
        Assert.Equal(2, after.Count);
    }

    [Theory]
    [InlineData("next_stage && a", "next_stage && b")]
    [InlineData("V=1\nnext_stage && a $V", "V=2\nnext_stage && a $V")]
    [InlineData("next_stage && cat <<E\n1\nE", "next_stage && cat <<E\n2\nE")]
    public void What_a_stage_does_and_what_is_set_before_it_make_its_digest(string one, string other) =>
        Assert.NotEqual(SetupTrial.Read(one).Digests, SetupTrial.Read(other).Digests);

    [Theory]
    [InlineData("#!/bin/bash\nx", "/bin/bash")]
    [InlineData("#! /usr/bin/env bash\nx", "/bin/bash")]
    [InlineData("#!/usr/bin/python3\nx", "/bin/sh")]
    [InlineData("x", "/bin/sh")]
    public void The_first_line_says_which_shell(string text, string shell) => Assert.Equal(shell, SetupTrial.Read(text).Shell);

    [Theory]
    [InlineData(
        "a\nif b; then next_stage && c; fi",
        "docker-setup.sh:2:1: 'next_stage' stands inside another command; begin a line of the outermost level with it"
    )]
    [InlineData("next_stage", "docker-setup.sh:1:1: 'next_stage' decorates nothing; write 'next_stage && COMMAND' on one line")]
    [InlineData("a; everytime", "docker-setup.sh:1:4: 'everytime' decorates nothing; write 'everytime && COMMAND' on one line")]
    [InlineData("next_stage && a &", "docker-setup.sh:1:1: what runs in the background has no end that could be noted; leave out the '&'")]
    public void What_could_not_be_counted_is_an_error(string text, string expected)
    {
        var error = Assert.Throws<DefinitionException>(() => SetupTrial.Read(text));

        Assert.Equal(expected, Assert.Single(error.Errors).ToString());
    }

    [Fact]
    public void As_a_dockerfile_each_stage_is_a_run_and_the_rest_stands_behind_cachebust()
    {
        var script = SetupTrial.Read(
            """
            V=1
            next_stage && apt-get update
            next_stage && {
              echo "a\b" > $COMPDIR
            }
            everytime && make
            """
        );

        Assert.Equal(
            """
            # Build it in the repository's top folder: docker build --build-arg CACHEBUST=$(date +%s) --file FILE .
            FROM debian:bookworm-slim
            USER 0:0
            ENV COMPDIR=/computation/sub GFSDIR=/gfs SETUPDIR=/setup
            WORKDIR /setup
            RUN ["/bin/sh", "-c", "V=1\napt-get update"]
            COPY . /computation/
            RUN ["/bin/sh", "-c", "V=1\n{\n  echo \"a\\b\" > $COMPDIR\n}"]
            ARG CACHEBUST
            RUN ["/bin/sh", "-c", "V=1\nmake"]

            """,
            SetupDockerfile.Write("debian:bookworm-slim", "sub/", script)
        );
        Assert.Contains(
            "\nRUN apt-get update\n",
            SetupDockerfile.Write("a", "", SetupTrial.Read("next_stage && apt-get update")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "next_stage && git clone https://x/y.git\neverytime && (cd y && git checkout 0123456789012345678901234567890123456789)",
        null
    )]
    [InlineData("next_stage && git clone https://x/y.git z && git -C z reset --hard 0123456789abcdef0123456789abcdef01234567", null)]
    [InlineData("next_stage && git clone https://x/y.git", "docker-setup.sh:1: a repository is fetched;")]
    [InlineData(
        "a\neverytime && git clone --depth 1 https://x/y.git && (cd y; git checkout 12345)",
        "docker-setup.sh:2: '12345' is checked out,"
    )]
    [InlineData(
        "next_stage && git clone https://x/a\nnext_stage && git clone https://x/b && git -C a checkout 0123456789012345678901234567890123456789",
        "docker-setup.sh:2: a repository"
    )]
    [InlineData("next_stage && echo git clone a", null)]
    public void A_repository_without_a_whole_commit_id_is_told(string text, string? expected)
    {
        var found = CloneCheck.Find("docker-setup.sh", SetupTrial.Read(text));

        Assert.Equal(expected is null ? 0 : 1, found.Count);
        Assert.All(found, line => Assert.StartsWith(expected!, line, StringComparison.Ordinal));
    }
}
