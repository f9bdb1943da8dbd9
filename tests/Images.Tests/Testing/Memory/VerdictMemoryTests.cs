using Images.Definitions;
using Images.Testing;
using Images.Testing.Memory;

namespace Images.Tests.Testing.Memory;

public sealed class VerdictMemoryTests : IDisposable
{
    private const string Probed = "@images start\n@images zone\nUTC\n@images program p\n@images file /p\n@images script\n@images end\n";

    private readonly string root = Directory.CreateTempSubdirectory("verdicts-").FullName;

    [Fact]
    public async Task What_passed_is_not_run_again_and_keeps_its_verdict()
    {
        var tests = new[] { SampleTests.Test("one"), SampleTests.Skip(BuiltInTests.ClockIsUtc, "a clock museum") };
        var first = await RunAsync(tests);
        var second = await RunAsync(tests);
        Assert.NotEmpty(first.Run);
        Assert.Empty(second.Run);
        Assert.All(second.Verdicts, verdict => Assert.True(verdict.Remembered));
        Assert.Equal(first.Verdicts.Select(Same), second.Verdicts.Select(Same));

        static Verdict Same(Verdict verdict) => verdict with { Output = "", Remembered = false };
    }

    [Fact]
    public async Task A_test_that_changed_is_run_and_no_other()
    {
        await RunAsync([SampleTests.Test("one"), SampleTests.Test("two")]);
        var again = await RunAsync([
            SampleTests.Test("one"),
            SampleTests.Test("two") with
            {
                Env = new Dictionary<string, string> { ["A"] = "1" },
            },
        ]);
        Assert.Equal(["two"], again.Run);
        Assert.Empty((await RunAsync([SampleTests.Test("one")])).Run);
    }

    [Fact]
    public async Task Another_image_is_tested_anew()
    {
        await RunAsync([SampleTests.Test("one")]);
        var other = await RunAsync([SampleTests.Test("one")], imageId: "sha256:bb");
        Assert.Contains("one", other.Run);
    }

    [Fact]
    public async Task What_failed_or_was_skipped_for_the_machines_sake_is_run_each_time()
    {
        var tests = new[] { SampleTests.Test("false", "never said"), SampleTests.Test("gpu") with { Gpu = true } };
        await RunAsync(tests);
        var again = await RunAsync(tests);
        Assert.Equal(["false"], again.Run);
        Assert.Equal([false, false], again.Verdicts.TakeLast(2).Select(verdict => verdict.Remembered));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_made_again_and_one_that_is_there_stays()
    {
        var tests = new[] { SampleTests.Test("one") with { Output = new("/out/a.png", SampleTests.Place) }, SampleTests.Test("two") };
        await RunAsync(tests);
        var kept = Path.Combine(root, "artifacts/outputs/a/a.png");
        Assert.Empty((await RunAsync(tests)).Run);
        Assert.True(File.Exists(kept));

        File.Delete(kept);
        Assert.Equal(["one"], (await RunAsync(tests)).Run);
        Assert.True(File.Exists(kept));
    }

    [Fact]
    public async Task A_fixture_that_changed_is_another_test()
    {
        var fixture = Path.Combine(root, "data.txt");
        await File.WriteAllTextAsync(fixture, "one", TestContext.Current.CancellationToken);
        var test = SampleTests.Test("one") with { Mounts = [new(fixture, IsFile: true, "/data")] };
        await RunAsync([test]);
        Assert.Empty((await RunAsync([test])).Run);
        await File.WriteAllTextAsync(fixture, "two", TestContext.Current.CancellationToken);
        Assert.Equal(["one"], (await RunAsync([test])).Run);
    }

    [Fact]
    public async Task Everything_is_run_where_the_user_wants_it_or_the_memory_is_lost()
    {
        await RunAsync([SampleTests.Test("one")]);
        Assert.Contains("one", (await RunAsync([SampleTests.Test("one")], mayTell: false)).Run);
        foreach (var text in new[] { "{", "null", "{\"program\":\"another\",\"images\":{}}" })
        {
            await File.WriteAllTextAsync(Path.Combine(root, "artifacts/verdicts.json"), text, TestContext.Current.CancellationToken);
            Assert.Contains("one", (await RunAsync([SampleTests.Test("one")])).Run);
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private async Task<(IReadOnlyList<string> Run, IReadOnlyList<Verdict> Verdicts)> RunAsync(
        TestDefinition[] tests,
        string imageId = SampleTests.ImageId,
        bool mayTell = true
    )
    {
        var runner = new FakeRunner(spec => FakeRunner.Exit(0, Probed) with { File = new("file"u8.ToArray(), null) });
        var memory = VerdictMemory.Load(root, mayTell);
        var tester = new ImageTester(SampleTests.Bench(runner), TimeProvider.System);
        var image = SampleTests.Image("a", tests) with { ImageId = imageId };
        var tested = await tester.TestAsync([image], new(1) { Root = root, Memory = memory }, null, TestContext.Current.CancellationToken);
        memory.Save();
        return ([.. runner.Specs.Select(spec => spec.Command![^1]).Order(StringComparer.Ordinal)], tested[0].Verdicts);
    }
}
