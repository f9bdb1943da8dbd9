using Images.Testing;

namespace Images.Tests.Testing;

/// <summary>Tests that look at an image and run nothing in it.</summary>
public sealed class LookTestTests
{
    private static readonly FakeReader Reader = new()
    {
        Facts = new(["/bin/sh", "-c", "serve"], [], 1, 1)
        {
            Environment = new Dictionary<string, string> { ["A"] = "1.2", ["EMPTY"] = "" },
            Labels = new Dictionary<string, string> { ["vendor"] = "ACME" },
            Ports = ["80/tcp", "53/udp"],
            Volumes = ["/data"],
            User = "1000",
            Platform = "linux/arm64/v8",
        },
        ImageFiles = new FakeFiles()
            .WithFolder("opt", "755", 3, 4)
            .With("opt/real", "hello\nworld\n", "4750", 1, 2)
            .WithLink("opt/link", "../opt/real")
            .WithLink("opt/outside", "../../../../opt/real")
            .WithLink("opt/broken", "none"),
    };

    [Theory]
    [InlineData("entrypoint: serve, cmd: []", null)]
    [InlineData("entrypoint: [serve]", "expected entrypoint to be [\"serve\"], found [\"/bin/sh\", \"-c\", \"serve\"]")]
    [InlineData("env: { A: /^1\\./, EMPTY: '' }, labels: { vendor: ACME }", null)]
    [InlineData("env: { A: '1', B: x }", "expected A of env to be '1', found '1.2'; expected env to have B, found none")]
    [InlineData("labels: { vendor: /^B/ }", "expected vendor of labels to match /^B/, found 'ACME'")]
    [InlineData("user: 1000, workdir: /", null)]
    [InlineData("user: root, workdir: /app", "expected user to be 'root', found '1000'; expected workdir to be '/app', found '/'")]
    [InlineData("ports: [80, 53/udp], volumes: [/data]", null)]
    [InlineData(
        "ports: [53], volumes: [/x]",
        "expected ports to have 53/tcp, found [\"80/tcp\", \"53/udp\"]; expected volumes to have /x, found [\"/data\"]"
    )]
    public async Task Metadata_is_compared(string metadata, string? reason) =>
        Assert.Equal(reason, await ReasonAsync($"metadata: {{ {metadata} }}"));

    [Theory]
    [InlineData("path: /opt/link, mode: 4750, owner: 1:2, content: hello", null)]
    [InlineData("path: /opt/outside, content: /^world$/", null)]
    [InlineData("path: /opt, owner: 3", null)]
    [InlineData("path: /opt/broken, exists: false", null)]
    [InlineData("path: /opt/broken", "expected /opt/broken, but it is not there")]
    [InlineData("path: /opt, exists: false", "expected no /opt, but it is there")]
    [InlineData(
        "path: /opt/real, mode: 755, owner: 0:2, content: bye",
        "expected /opt/real to have the mode 755, found 4750; expected /opt/real to be of 0:2, found 1:2; expected /opt/real to contain 'bye', found 2 lines that start with 'hello'"
    )]
    [InlineData("path: /opt, content: x", "/opt is no file, and has no content")]
    public async Task Files_are_compared_behind_their_links(string file, string? reason) =>
        Assert.Equal(reason, await ReasonAsync($"files: [{{ {file} }}]"));

    [Fact]
    public async Task A_test_for_other_platforms_is_skipped()
    {
        var look = new LookTest(Reader, TimeProvider.System);
        var test = SampleTests.Test("true") with { Platforms = ["linux/amd64"] };

        Assert.Equal(
            (TestOutcome.Skipped, "the image is of linux/arm64/v8, the test for linux/amd64"),
            await look.SkippedAsync("i", test, TestContext.Current.CancellationToken) is { } verdict
                ? (verdict.Outcome, verdict.Reason)
                : default
        );
        Assert.Null(await look.SkippedAsync("i", test with { Platforms = ["linux/arm64"] }, TestContext.Current.CancellationToken));
        Assert.Null(await look.SkippedAsync("i", test with { Platforms = [] }, TestContext.Current.CancellationToken));
    }

    private static async Task<string?> ReasonAsync(string test)
    {
        var definition = SampleTests.Read(test);
        var verdict = await new LookTest(Reader, TimeProvider.System).RunAsync("i", definition, TestContext.Current.CancellationToken);
        Assert.Equal(verdict.Reason is null, verdict.Outcome == TestOutcome.Passed);
        return verdict.Reason;
    }
}
