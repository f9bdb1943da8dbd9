using Images.Testing;
using Images.Testing.Memory;
using Images.Tests.Definitions.Structure;

namespace Images.Tests.Testing.Memory;

/// <summary>What is remembered of files of container-structure-test.</summary>
public sealed class StructureMemoryTests : IDisposable
{
    private const string Two =
        "schemaVersion: 2.0.0\ncommandTests: [{ name: a, command: one }, { name: b, command: two, expectedOutput: [said] }]\n";

    private readonly string root = Directory.CreateTempSubdirectory("verdicts-").FullName;

    [Fact]
    public async Task What_passed_is_not_run_again_and_keeps_its_verdict()
    {
        var first = await RunAsync(Two);
        var second = await RunAsync(Two);

        Assert.Equal(["one", "two"], first.Run);
        Assert.Empty(second.Run);
        Assert.Equal([true, true], second.Verdicts.Select(verdict => verdict.Remembered));
        Assert.Equal(first.Verdicts.Select(Said), second.Verdicts.Select(Said));

        static (string, TestOutcome, string?, string?) Said(Verdict verdict) =>
            (verdict.Name, verdict.Outcome, verdict.Location?.ToString(), verdict.Reproduce);
    }

    [Fact]
    public async Task All_of_a_file_is_run_again_when_anything_in_it_has_changed()
    {
        await RunAsync(Two);

        Assert.Equal(["one", "two"], (await RunAsync(Two + "globalEnvVars: [{ key: A, value: b }]\n")).Run);
        Assert.Equal(["one", "two"], (await RunAsync(Two, image: "sha256:bb")).Run);
        Assert.Equal(["one", "two"], (await RunAsync(Two, mayTell: false)).Run);
    }

    [Fact]
    public async Task What_failed_is_run_each_time_and_only_that()
    {
        var text = Two.Replace("said", "never", StringComparison.Ordinal);
        await RunAsync(text);
        var again = await RunAsync(text);

        Assert.Equal(["two"], again.Run);
        Assert.Equal([TestOutcome.Passed, TestOutcome.Failed], again.Verdicts.Select(verdict => verdict.Outcome));
    }

    [Theory]
    [InlineData("envVars: [NAME]")]
    [InlineData("envFile: variables")]
    [InlineData("bindMounts: ['/a:/b']")]
    public async Task What_depends_on_the_machine_is_never_remembered(string run)
    {
        await File.WriteAllTextAsync(Path.Combine(root, "variables"), "A=1\n", TestContext.Current.CancellationToken);
        var text = Two + $"containerRunOptions: {{ {run} }}\n";
        await RunAsync(text);

        Assert.Equal(["one", "two"], (await RunAsync(text)).Run);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private async Task<(IReadOnlyList<string> Run, IReadOnlyList<Verdict> Verdicts)> RunAsync(
        string text,
        string image = SampleTests.ImageId,
        bool mayTell = true
    )
    {
        var runner = new FakeRunner(_ => FakeRunner.Exit(0, "said\n"));
        var memory = VerdictMemory.Load(root, mayTell);
        var options = new TestOptions(1)
        {
            BuiltInChecks = false,
            Root = root,
            Memory = memory,
            Structure = new()
            {
                AllowPrivileged = true,
                Folder = root,
                Variable = _ => "set",
            },
        };
        var sample = SampleTests.Image("a");
        var variant = sample.Planned.Rendered.Variant with { StructureFiles = [StructureReaderTests.Read(text)] };
        var planned = sample.Planned with { Rendered = sample.Planned.Rendered with { Variant = variant } };
        var tested = await new ImageTester(SampleTests.Bench(runner), TimeProvider.System).TestAsync(
            [sample with { ImageId = image, Planned = planned }],
            options,
            null,
            TestContext.Current.CancellationToken
        );
        memory.Save();
        return ([.. runner.Specs.Select(spec => spec.Command![0]).Order(StringComparer.Ordinal)], tested[0].Verdicts);
    }
}
