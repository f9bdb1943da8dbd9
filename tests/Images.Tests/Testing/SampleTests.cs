using Images.Building;
using Images.Definitions;
using Images.Engines;
using Images.Testing;
using Images.Tests.Definitions;

namespace Images.Tests.Testing;

/// <summary>Tests and images as definitions and builds make them.</summary>
internal static class SampleTests
{
    public const string ImageId = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    public static readonly SourceLocation Place = new("images/a/image.yaml", 9, 5);

    public static TestDefinition Test(string line, string? expect = null) =>
        new()
        {
            Name = line,
            Location = Place,
            Run = new([line], true, Place),
            Expect = expect is null ? null : Expect(expect),
            Stderr = null,
            Exit = 0,
            Timeout = TimeSpan.FromSeconds(30),
            Env = new Dictionary<string, string>(),
            User = null,
            Workdir = null,
            Network = "none",
            SkipReason = null,
        };

    /// <summary>Reads a test as a definition writes it.</summary>
    public static TestDefinition Read(string test)
    {
        using var folder = new FamilyFolder(
            ("images/a/image.yaml", $"from: scratch\ntemplate: t\ntest: [{{ {test} }}]"),
            ("templates/t.Dockerfile.sbn", "x")
        );
        return Assert.Single(Assert.Single(folder.Load().Variants).Tests);
    }

    public static TestBench Bench(IContainerRunner runner, FakeFixtures? fixtures = null, GpuAccess? gpus = null) =>
        new(runner, new FakeReader(), fixtures ?? new FakeFixtures(), _ => Task.FromResult(gpus ?? GpuAccess.None));

    public static TestDefinition Skip(string name, string why) => Test(name) with { Run = new([], false, Place), SkipReason = why };

    public static Expectation Expect(string text) =>
        text.Length > 1 && text.StartsWith('/') && text.EndsWith('/') ? new(text[1..^1], true, Place) : new(text, false, Place);

    public static BuiltImage Image(string name, params TestDefinition[] tests)
    {
        var planned = SampleFamily.Planned(name, "FROM scratch");
        var variant = planned.Rendered.Variant with { Tests = tests };
        planned = planned with { Rendered = planned.Rendered with { Variant = variant } };
        return new(planned, BuildOutcome.Built, ImageId, 1000, TimeSpan.FromSeconds(1), null, null);
    }
}
