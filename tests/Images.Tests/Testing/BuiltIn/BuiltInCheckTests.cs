using Images.Definitions;
using Images.Engines;
using Images.Testing;
using Images.Testing.BuiltIn;

namespace Images.Tests.Testing.BuiltIn;

public sealed class BuiltInCheckTests
{
    private const string Good =
        "@images start\n@images zone\nUTC\n@images program program\n@images file /usr/bin/program\n@images ldd\n"
        + "\tlibc.so.6 => /lib/libc.so.6 (0x1)\n@images end\n";

    [Fact]
    public async Task A_good_image_passes_everything_with_one_container()
    {
        var runner = new FakeRunner(_ => FakeRunner.Exit(0, Good));
        var verdicts = await Check(runner, new FakeReader());
        Assert.Equal(BuiltInTests.Names.Take(8), verdicts.Select(verdict => verdict.Name));
        Assert.All(verdicts, verdict => Assert.Equal((TestOutcome.Passed, null), (verdict.Outcome, verdict.Reason)));
        var spec = Assert.Single(runner.Specs);
        Assert.Equal("/usr/bin/program", spec.Command![^1]);
        Assert.Equal(["/bin/sh"], spec.Entrypoint);
    }

    [Theory]
    [InlineData("CET", "expected date +%Z to write UTC, found 'CET'")]
    [InlineData(
        "Etc",
        "expected date +%Z to write UTC, found 'Etc': TZ names a zone that the image has no data for; install tzdata or set TZ=UTC"
    )]
    [InlineData("", "expected date +%Z to write UTC, found nothing")]
    public async Task Another_zone_fails(string zone, string reason)
    {
        var runner = new FakeRunner(_ => FakeRunner.Exit(0, Good.Replace("UTC", zone, StringComparison.Ordinal)));
        Assert.Equal((TestOutcome.Failed, reason), await Verdict(runner, new FakeReader(), BuiltInTests.ClockIsUtc));
    }

    [Fact]
    public async Task Without_date_the_clock_is_skipped()
    {
        var runner = new FakeRunner(_ => FakeRunner.Exit(0, Good.Replace("UTC", "/bin/sh: 1: date: not found", StringComparison.Ordinal)));
        Assert.Equal(
            (TestOutcome.Skipped, "the image has no date program"),
            await Verdict(runner, new FakeReader(), BuiltInTests.ClockIsUtc)
        );
    }

    [Theory]
    [InlineData("libtiff.so.6 => not found")]
    [InlineData("/bin/x: /lib/libc.so.6: version `GLIBC_2.38' not found (required by /bin/x)")]
    [InlineData("Error loading shared library libz.so.1: No such file or directory (needed by /bin/x)")]
    public async Task A_missing_library_fails(string line)
    {
        var runner = new FakeRunner(_ =>
            FakeRunner.Exit(0, Good.Replace("@images end", $"\t{line}\n@images end", StringComparison.Ordinal))
        );
        Assert.Equal(
            (TestOutcome.Failed, $"/usr/bin/program: {line}"),
            await Verdict(runner, new FakeReader(), BuiltInTests.SharedLibraries)
        );
    }

    [Theory]
    [InlineData("@images missing\n", TestOutcome.Failed, "'program' is declared and is not in the image")]
    [InlineData("@images file /p\n@images script\n", TestOutcome.Skipped, "/p is a script")]
    [InlineData("@images file /p\n@images no ldd\n", TestOutcome.Skipped, "the image has no ldd")]
    [InlineData("@images file /p\n@images ldd\n\tnot a dynamic executable\n", TestOutcome.Passed, null)]
    public async Task A_program_may_have_no_libraries(string seen, TestOutcome outcome, string? reason)
    {
        var runner = new FakeRunner(_ =>
            FakeRunner.Exit(0, $"@images start\n@images zone\nUTC\n@images program program\n{seen}@images end\n")
        );
        Assert.Equal((outcome, reason), await Verdict(runner, new FakeReader(), BuiltInTests.SharedLibraries));
    }

    [Fact]
    public async Task An_image_that_declares_no_program_has_no_libraries_to_check()
    {
        var reader = new FakeReader { Facts = new([], [], 1, 1) };
        var runner = new FakeRunner(_ => FakeRunner.Exit(0, "@images start\n@images zone\nUTC\n@images end\n"));
        Assert.Equal((TestOutcome.Skipped, "the image declares no program"), await Verdict(runner, reader, BuiltInTests.SharedLibraries));
    }

    [Fact]
    public async Task Without_a_shell_what_needs_one_is_skipped()
    {
        const string Message = "container of x: cannot start: exec: \"/bin/sh\": stat /bin/sh: no such file or directory";
        var thrown = await Check(new FakeRunner(_ => throw new ContainerStartException(Message, 127)), new FakeReader());
        var init = await Check(
            new FakeRunner(_ => FakeRunner.Exit(127, "", "[FATAL tini (7)] exec /bin/sh failed: No such file or directory\n")),
            new FakeReader()
        );
        foreach (var verdicts in new[] { thrown, init })
        {
            Assert.Equal(
                [
                    (TestOutcome.Skipped, "the image has no /bin/sh"),
                    (TestOutcome.Passed, null),
                    (TestOutcome.Skipped, "the image has no /bin/sh"),
                    (TestOutcome.Skipped, "the image has no /bin/sh"),
                    (TestOutcome.Passed, null),
                    (TestOutcome.Passed, null),
                    (TestOutcome.Passed, null),
                    (TestOutcome.Passed, null),
                ],
                verdicts.Select(verdict => (verdict.Outcome, verdict.Reason))
            );
        }
    }

    [Fact]
    public async Task A_command_that_cannot_be_overridden_fails_once()
    {
        var verdicts = await Check(
            new FakeRunner(_ => throw new EngineException("container of x: unable to find user nobody")),
            new FakeReader()
        );
        Assert.Equal(
            (TestOutcome.Failed, "container of x: unable to find user nobody"),
            Pick(verdicts, BuiltInTests.CommandCanBeOverridden)
        );
        Assert.Equal(
            (TestOutcome.Skipped, "no command could be run: see 'command can be overridden'"),
            Pick(verdicts, BuiltInTests.ClockIsUtc)
        );
    }

    [Fact]
    public async Task Limits_are_checked_where_they_are_set()
    {
        var place = new SourceLocation("images/a/image.yaml", 3, 18);
        var variant = SampleFamily.Variant("a") with { Limits = new(new(900, place), new(2, place)) };
        var check = new BuiltInCheck(new FakeRunner(_ => FakeRunner.Exit(0, Good)), new FakeReader(), TimeProvider.System);
        var verdicts = await check.RunAsync("sha256:a", variant, TestContext.Current.CancellationToken);
        var size = verdicts.Single(verdict => verdict.Name == BuiltInTests.Size);
        Assert.Equal(
            (TestOutcome.Failed, "expected at most 900 B, found 1.0 kB: 100 B too much", place),
            (size.Outcome, size.Reason, size.Location)
        );
        Assert.Equal((TestOutcome.Passed, null), Pick(verdicts, BuiltInTests.Layers));
    }

    [Theory]
    [InlineData(2000, 0, null)]
    [InlineData(900, 1, null)]
    [InlineData(4, 1, "expected at most 4 B, found 5 B: 1 B too much")]
    public async Task Blocks_on_disk_over_the_limit_do_not_count_but_what_is_in_the_files(long limit, int reads, string? reason)
    {
        var reader = new FakeReader
        {
            Facts = new([], [], 1000, 1) { IsSizeOnDisk = true },
            ImageFiles = new FakeFiles().WithFolder("/").With("a", "123").With("b/c", "45"),
        };
        var skips = BuiltInTests.Names.Except([BuiltInTests.Size]).Select(name => SampleTests.Skip(name, "not here"));
        var variant = SampleFamily.Variant("a") with
        {
            Tests = [.. skips],
            Limits = new(new(limit, new("images/a/image.yaml", 1, 1)), null),
        };
        var check = new BuiltInCheck(new FakeRunner(_ => FakeRunner.Exit(0, Good)), reader, TimeProvider.System);
        var verdicts = await check.RunAsync("sha256:a", variant, TestContext.Current.CancellationToken);

        Assert.Equal((reason is null ? TestOutcome.Passed : TestOutcome.Failed, reason), Pick(verdicts, BuiltInTests.Size));
        Assert.Equal(reads, reader.Reads);
    }

    [Fact]
    public async Task A_skipped_check_is_reported_with_its_reason()
    {
        var reader = new FakeReader();
        var variant = SampleFamily.Variant("a") with { Tests = [SampleTests.Skip(BuiltInTests.NoPasswords, "a login image")] };
        var check = new BuiltInCheck(new FakeRunner(_ => FakeRunner.Exit(0, Good)), reader, TimeProvider.System);
        var verdicts = await check.RunAsync("sha256:a", variant, TestContext.Current.CancellationToken);
        Assert.Equal((TestOutcome.Skipped, "a login image"), Pick(verdicts, BuiltInTests.NoPasswords));
        Assert.DoesNotContain(verdicts, verdict => verdict.Output.Contains("shadow", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1, BuiltInTests.NoPasswords)]
    [InlineData(0, 1, BuiltInTests.UserExists)]
    [InlineData(0, 1, BuiltInTests.Leftovers)]
    [InlineData(1, 0, BuiltInTests.ClockIsUtc)]
    [InlineData(1, 0, BuiltInTests.CommandCanBeOverridden)]
    [InlineData(1, 0, BuiltInTests.SharedLibraries)]
    [InlineData(1, 1, BuiltInTests.BrokenLinks)]
    public async Task What_only_skipped_checks_need_is_neither_run_nor_read(int runs, int reads, params string[] wanted)
    {
        var (runner, reader) = (new FakeRunner(_ => FakeRunner.Exit(0, Good)), new FakeReader());
        var skips = BuiltInTests.Names.Except(wanted).Select(name => SampleTests.Skip(name, "not here"));
        var variant = SampleFamily.Variant("a") with { Tests = [.. skips] };
        var check = new BuiltInCheck(runner, reader, TimeProvider.System);
        var verdicts = await check.RunAsync("sha256:a", variant, TestContext.Current.CancellationToken);

        Assert.Equal((runs, reads), (runner.Specs.Count, reader.Reads));
        Assert.Equal(BuiltInTests.Names, verdicts.Select(verdict => verdict.Name));
        Assert.All(
            verdicts,
            verdict =>
                Assert.Equal(
                    wanted.Contains(verdict.Name) ? (TestOutcome.Passed, null) : (TestOutcome.Skipped, "not here"),
                    (verdict.Outcome, verdict.Reason)
                )
        );
    }

    [Fact]
    public async Task An_image_that_cannot_be_read_fails_every_check()
    {
        var reader = new FakeReader { Error = new EngineException("engine: no such image") };
        var verdicts = await Check(new FakeRunner(_ => FakeRunner.Exit(0, Good)), reader);
        Assert.Equal(8, verdicts.Count);
        Assert.All(verdicts, verdict => Assert.Equal("the image could not be read: engine: no such image", verdict.Reason));
    }

    [Fact]
    public async Task What_the_probe_finds_in_folders_fails()
    {
        var output = Good.Replace(
            "@images end",
            "@images links\n/bin/gone\n@images writable\n/opt/a\n/opt/b c\n@images end",
            StringComparison.Ordinal
        );
        var verdicts = await Check(new FakeRunner(_ => FakeRunner.Exit(0, output)), new FakeReader());

        Assert.Equal(
            (TestOutcome.Failed, "/bin/gone lead nowhere; remove them, or install what they lead to"),
            Pick(verdicts, BuiltInTests.BrokenLinks)
        );
        Assert.Equal(
            (TestOutcome.Failed, "/opt/a, /opt/b c can be written by everybody; take that away with 'chmod o-w'"),
            Pick(verdicts, BuiltInTests.WorldWritable)
        );
    }

    [Fact]
    public async Task An_image_in_which_nothing_runs_is_looked_at_from_outside()
    {
        var reader = new FakeReader
        {
            Facts = new(["/opt/app/run"], [], 1, 1)
            {
                User = "worker:team",
                Environment = new Dictionary<string, string> { ["PATH"] = "/bin" },
            },
            ImageFiles = new FakeFiles()
                .WithFolder("/")
                .WithFolder("tmp", "1777")
                .With("etc/passwd", "root:x:0:0::/root:/bin/sh\nuser:x:1:1::/home/user:/bin/sh\n")
                .WithLink("bin/gone", "nowhere")
                .WithLink("bin/good", "../etc/passwd")
                .WithLink("opt/app/gone", "/nowhere")
                .WithLink("opt/other/gone", "/nowhere")
                .With("opt/open", "", "666")
                .WithFolder("opt/sticky", "1777")
                .WithFolder("opt/folder", "777")
                .WithFolder("var/lib/apt/lists")
                .With("var/lib/apt/lists/lock")
                .With("var/lib/apt/lists/x_Packages")
                .WithFolder("home/user/.cache/pip")
                .With("home/user/.cache/pip/a/b")
                .With("home/user/.cache/pip/c"),
        };
        var verdicts = await Check(new FakeRunner(_ => throw new ContainerStartException("exec: \"/bin/sh\": no such file", 127)), reader);

        Assert.Equal(
            "/bin/gone, /opt/app/gone lead nowhere; remove them, or install what they lead to",
            Pick(verdicts, BuiltInTests.BrokenLinks).Item2
        );
        Assert.StartsWith(
            "/opt/folder, /opt/open can be written by everybody",
            Pick(verdicts, BuiltInTests.WorldWritable).Item2,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "/var/lib/apt/lists/x_Packages, /home/user/.cache/pip are left",
            Pick(verdicts, BuiltInTests.Leftovers).Item2,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "the image runs as the user 'worker', which /etc/passwd does not know; add it, or give a number",
            Pick(verdicts, BuiltInTests.UserExists).Item2
        );
    }

    private static async Task<(TestOutcome, string?)> Verdict(FakeRunner runner, FakeReader reader, string name) =>
        Pick(await Check(runner, reader), name);

    private static (TestOutcome, string?) Pick(IReadOnlyList<Verdict> verdicts, string name)
    {
        var verdict = verdicts.Single(verdict => verdict.Name == name);
        return (verdict.Outcome, verdict.Reason);
    }

    private static Task<IReadOnlyList<Verdict>> Check(FakeRunner runner, FakeReader reader) =>
        new BuiltInCheck(runner, reader, TimeProvider.System).RunAsync(
            "sha256:a",
            SampleFamily.Variant("a"),
            TestContext.Current.CancellationToken
        );
}
