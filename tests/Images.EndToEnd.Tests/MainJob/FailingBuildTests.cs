namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class FailingBuildTests(SharedEngine engine)
{
    [Fact]
    public async Task A_dockerfile_that_fails_in_the_middle_names_its_lines_and_blocks_only_its_descendants()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.Image("fine", "debian:bookworm-slim", $"RUN echo {Guid.NewGuid()}");
        family.Image(
            "broken",
            "debian:bookworm-slim",
            "RUN echo one\n\n# the culprit\nRUN echo before-the-end; \\\n    exit 3\nRUN echo never"
        );
        family.Image("child", "broken", "RUN echo child");
        family.Image("grandchild", "child", "RUN echo grandchild");

        await using var run = await ProgramRun.ToEndAsync(family.Root, "--progress=plain");

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.StartsWith(
            "broken: #",
            Assert.Single(run.Errors.Split('\n'), line => line.Contains(" FAILED: ", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("child: #", run.Errors, StringComparison.Ordinal);
        var template = "templates/broken.Dockerfile.sbn:5";
        var dockerfile = Array.FindIndex(
            await File.ReadAllLinesAsync(
                Path.Combine(family.Root, "images/broken/default/Dockerfile"),
                TestContext.Current.CancellationToken
            ),
            line => line.StartsWith("RUN echo before-the-end", StringComparison.Ordinal)
        );
        Assert.Contains($"images/broken/default/Dockerfile:{dockerfile + 1}", run.Output, StringComparison.Ordinal);
        Assert.Contains(template, run.Output, StringComparison.Ordinal);
        Assert.Contains("exit code 3", run.Output, StringComparison.Ordinal);
        Assert.Contains("before-the-end", run.Output, StringComparison.Ordinal);
        Assert.Contains("reproduce: dotnet run --project build -- build broken", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.ToString(), StringComparison.Ordinal);
        Assert.Equal("built", run.OutcomeOf("fine"));
        Assert.Equal("failed", run.OutcomeOf("broken"));
        Assert.Equal("blocked", run.OutcomeOf("child"));
        Assert.Equal("blocked", run.OutcomeOf("grandchild"));
        Assert.Empty(await engine.LeftBehindAsync(run.ProcessId));
    }

    [Fact]
    public async Task An_image_whose_test_fails_never_gets_its_tag()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.Image("untrue", "debian:bookworm-slim", "RUN echo x", "tags: [v1]\ntest:\n  - { run: echo one, expect: two }\n");
        family.Image("heir", "untrue", "RUN echo y", "tags: [v1]\n");

        await using var run = await ProgramRun.ToEndAsync(family.Root);

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Contains("images/untrue/image.yaml:4", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain($"{FamilyFolder.Registry}/untrue:v1", await engine.ReferencesAsync());
        Assert.DoesNotContain($"{FamilyFolder.Registry}/heir:v1", await engine.ReferencesAsync());
        Assert.Contains("images.local/untrue:default", await engine.ReferencesAsync());
    }
}
