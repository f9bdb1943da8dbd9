using Images.Definitions;
using Images.Testing.Memory;

namespace Images.Tests.Testing.Memory;

public sealed class TestKeyTests
{
    [Fact]
    public void Everything_that_a_test_says_counts_and_where_it_is_written_does_not()
    {
        var test = SampleTests.Test("one");
        var place = new SourceLocation("images/b/image.yaml", 1, 1);
        TestDefinition[] all =
        [
            test,
            test with
            {
                Name = "two",
            },
            test with
            {
                Run = test.Run with { Arguments = ["two"] },
            },
            test with
            {
                Run = test.Run with { IsShell = false },
            },
            test with
            {
                Expect = SampleTests.Expect("a"),
            },
            test with
            {
                Expect = SampleTests.Expect("/a/"),
            },
            test with
            {
                Stderr = SampleTests.Expect("a"),
            },
            test with
            {
                Exit = 1,
            },
            test with
            {
                Timeout = TimeSpan.FromSeconds(1),
            },
            test with
            {
                Env = new Dictionary<string, string> { ["A"] = "1" },
            },
            test with
            {
                User = "0",
            },
            test with
            {
                Workdir = "/x",
            },
            test with
            {
                Network = "bridge",
            },
            test with
            {
                Output = new("/x", place),
            },
            test with
            {
                Gpu = true,
            },
            test with
            {
                Needs = new("because"),
            },
            test with
            {
                Needs = new("because") { MemoryBytes = 1 },
            },
            test with
            {
                Needs = new("because") { WritableRoot = true },
            },
            test with
            {
                Needs = new("because") { Capabilities = ["SYS_NICE"] },
            },
            test with
            {
                Needs = new("because") { Tmpfs = new Dictionary<string, string> { ["/x"] = "" } },
            },
        ];
        Assert.Equal(all.Length, all.Select(TestKey.Of).Distinct().Count());
        Assert.Equal(TestKey.Of(test), TestKey.Of(test with { Location = place, Run = test.Run with { Location = place } }));
    }

    [Fact]
    public void The_built_in_checks_depend_on_the_limits_and_on_what_is_skipped()
    {
        var variant = SampleTests.Image("a").Planned.Rendered.Variant;
        Variant[] all =
        [
            variant,
            variant with
            {
                Limits = new(new(5, SampleTests.Place), null),
            },
            variant with
            {
                Limits = new(null, new(5, SampleTests.Place)),
            },
            variant with
            {
                Tests = [SampleTests.Skip(BuiltInTests.ClockIsUtc, "a clock museum")],
            },
        ];
        Assert.Equal(all.Length, all.Select(TestKey.OfBuiltIn).Distinct().Count());
        Assert.Equal(TestKey.OfBuiltIn(variant), TestKey.OfBuiltIn(variant with { Tests = [SampleTests.Test("other")] }));
    }
}
