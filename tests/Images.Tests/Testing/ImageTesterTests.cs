using Images.Building;
using Images.Definitions;
using Images.Engines;
using Images.Testing;

namespace Images.Tests.Testing;

public sealed class ImageTesterTests
{
    private const string Probed = "@images start\n@images zone\nUTC\n@images program p\n@images file /p\n@images script\n@images end\n";

    [Fact]
    public async Task Verdicts_stand_in_order_built_in_ones_first()
    {
        var images = await Test(new FakeRunner(Answer), 4, SampleTests.Image("a", SampleTests.Test("one"), SampleTests.Test("two")));
        Assert.Equal(
            [
                BuiltInTests.ClockIsUtc,
                BuiltInTests.NoPasswords,
                BuiltInTests.CommandCanBeOverridden,
                BuiltInTests.SharedLibraries,
                BuiltInTests.UserExists,
                BuiltInTests.BrokenLinks,
                BuiltInTests.WorldWritable,
                BuiltInTests.Leftovers,
                "one",
                "two",
            ],
            Assert.Single(images).Verdicts.Select(verdict => verdict.Name)
        );
        Assert.True(images[0].Passed);
    }

    [Fact]
    public async Task Only_what_was_built_is_tested()
    {
        var blocked = SampleTests.Image("b", SampleTests.Test("one")) with { Outcome = BuildOutcome.Blocked, ImageId = null };
        var images = await Test(new FakeRunner(Answer), 2, SampleTests.Image("a", SampleTests.Test("one")), blocked);
        Assert.Equal(["a", "b"], images.Select(image => image.Built.Planned.Id));
        Assert.NotEmpty(images[0].Verdicts);
        Assert.Empty(images[1].Verdicts);
    }

    [Fact]
    public async Task Equal_images_keep_their_own_verdicts()
    {
        var image = SampleTests.Image("a", SampleTests.Test("one"));
        var images = await Test(new FakeRunner(Answer), 2, image, image with { LogPath = "other" });
        Assert.All(images, tested => Assert.Equal(BuiltInTests.Names.Count - 1, tested.Verdicts.Count));
    }

    [Fact]
    public async Task Never_more_containers_run_at_once_than_allowed()
    {
        var entered = 0;
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runner = new FakeRunner(Answer)
        {
            Before = async (_, token) =>
            {
                if (Interlocked.Increment(ref entered) == 3)
                {
                    full.SetResult();
                }

                await full.Task.WaitAsync(token);
            },
        };
        var tests = Enumerable.Range(0, 12).Select(index => SampleTests.Test($"t{index}")).ToArray();
        await Test(runner, 3, SampleTests.Image("a", tests), SampleTests.Image("b", tests));
        Assert.Equal(3, runner.MostAtOnce);
        Assert.Equal(2 + 24, runner.Specs.Count);
    }

    [Fact]
    public async Task A_skip_of_a_built_in_check_is_reported_once()
    {
        var image = SampleTests.Image("a", SampleTests.Skip(BuiltInTests.ClockIsUtc, "a clock museum"));
        var verdict = Assert.Single(
            (await Test(new FakeRunner(Answer), 1, image))[0].Verdicts,
            verdict => verdict.Name == BuiltInTests.ClockIsUtc
        );
        Assert.Equal((TestOutcome.Skipped, "a clock museum", SampleTests.Place), (verdict.Outcome, verdict.Reason, verdict.Location));
    }

    [Fact]
    public async Task Each_verdict_is_told_as_it_is_reached()
    {
        var told = new List<string>();
        var progress = new Collector(told);
        var tester = new ImageTester(SampleTests.Bench(new FakeRunner(Answer)), TimeProvider.System);
        await tester.TestAsync([SampleTests.Image("a", SampleTests.Test("one"))], new(1), progress, TestContext.Current.CancellationToken);
        Assert.Equal(BuiltInTests.Names.Count - 1, told.Count);
        Assert.Contains("a: one Passed", told);
    }

    [Fact]
    public async Task Tests_with_the_same_mounts_share_volumes_which_are_given_back()
    {
        var fixtures = new FakeFixtures();
        TestMount[] mounts = [new("/f", false, "/f")];
        var image = SampleTests.Image(
            "a",
            SampleTests.Test("one") with
            {
                Mounts = mounts,
            },
            SampleTests.Test("two") with
            {
                Mounts = [new("/f", false, "/f")],
            },
            SampleTests.Test("three") with
            {
                Mounts = [.. mounts, new("/g", true, "/g")],
            },
            SampleTests.Test("four")
        );
        var runner = new FakeRunner(Answer);
        var tester = new ImageTester(SampleTests.Bench(runner, fixtures), TimeProvider.System);
        var tested = await tester.TestAsync([image], new(2), null, TestContext.Current.CancellationToken);
        Assert.True(tested[0].Passed);
        Assert.Equal((2, 0), (fixtures.FilledCount, fixtures.Open));
        Assert.Equal([0, 0, 1, 1, 2], runner.Specs.Select(spec => spec.Volumes.Count).Order());
    }

    [Fact]
    public async Task Volumes_are_given_back_when_cancelled_and_their_failure_is_a_verdict()
    {
        using var cancel = new CancellationTokenSource();
        var fixtures = new FakeFixtures();
        var test = SampleTests.Test("one") with { Mounts = [new("/f", false, "/f")] };
        var runner = new FakeRunner(Answer)
        {
            Before = (spec, token) =>
                spec.Volumes.Count == 0
                    ? Task.CompletedTask
                    : cancel.CancelAsync().ContinueWith(_ => token.ThrowIfCancellationRequested(), TaskScheduler.Default),
        };
        var tester = new ImageTester(SampleTests.Bench(runner, fixtures), TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            tester.TestAsync([SampleTests.Image("a", test, test with { Name = "two" })], new(1), null, cancel.Token)
        );
        Assert.Equal((1, 0), (fixtures.FilledCount, fixtures.Open));

        var broken = new ImageTester(
            SampleTests.Bench(new FakeRunner(Answer), new FakeFixtures { Problem = "fixture /f: gone" }),
            TimeProvider.System
        );
        var tested = await broken.TestAsync([SampleTests.Image("a", test)], new(1), null, TestContext.Current.CancellationToken);
        Assert.Equal("fixture /f: gone", tested[0].Verdicts[^1].Reason);
    }

    [Fact]
    public async Task What_tests_leave_is_kept_by_image_and_what_an_earlier_run_kept_is_gone()
    {
        var root = Directory.CreateTempSubdirectory("outputs-").FullName;
        try
        {
            var old = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "artifacts/outputs/a")).FullName, "old.png");
            await File.WriteAllTextAsync(old, "old", TestContext.Current.CancellationToken);
            var image = SampleTests.Image("a", SampleTests.Test("one") with { Output = new("/out/new.png", SampleTests.Place) });
            var runner = new FakeRunner(spec => Answer(spec) with { File = new("new"u8.ToArray(), null) });
            var tester = new ImageTester(SampleTests.Bench(runner), TimeProvider.System);
            var tested = await tester.TestAsync([image], new(1) { Root = root }, null, TestContext.Current.CancellationToken);
            Assert.Equal("artifacts/outputs/a/new.png", tested[0].Verdicts[^1].Kept);
            Assert.Equal(["new.png"], Directory.EnumerateFiles(Path.GetDirectoryName(old)!).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public async Task Cancelling_stops_it()
    {
        using var cancel = new CancellationTokenSource();
        var runner = new FakeRunner(Answer)
        {
            Before = (_, token) => cancel.CancelAsync().ContinueWith(_ => token.ThrowIfCancellationRequested(), TaskScheduler.Default),
        };
        var tester = new ImageTester(SampleTests.Bench(runner), TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            tester.TestAsync([SampleTests.Image("a", SampleTests.Test("one"), SampleTests.Test("two"))], new(1), null, cancel.Token)
        );
        Assert.Single(runner.Specs);
    }

    private static Task<IReadOnlyList<TestedImage>> Test(FakeRunner runner, int jobs, params BuiltImage[] images) =>
        new ImageTester(SampleTests.Bench(runner), TimeProvider.System).TestAsync(
            images,
            new(jobs),
            null,
            TestContext.Current.CancellationToken
        );

    private static ContainerResult Answer(ContainerSpec spec) => FakeRunner.Exit(0, Probed);

    private sealed class Collector(List<string> told) : IProgress<TestProgress>
    {
        public void Report(TestProgress value) => told.Add($"{value.ImageId}: {value.Verdict.Name} {value.Verdict.Outcome}");
    }
}
