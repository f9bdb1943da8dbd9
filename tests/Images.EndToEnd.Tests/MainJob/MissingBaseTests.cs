using System.Xml.Linq;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.MainJob;

/// <summary>What becomes of an image whose external base is neither on the engine nor to be pulled.</summary>
[Trait("Category", "Engine")]
public sealed class MissingBaseTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    // Nothing listens on port 1.
    private const string Missing = "127.0.0.1:1/tools:1";
    private const string Step = "COPY image.yaml /";

    [Fact]
    public async Task Where_its_definition_lets_it_an_image_is_skipped_with_its_descendants_and_the_run_succeeds()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.Image("fine", await images.ToolsAsync(), Step);
        family.Image("flavour", Missing, Step, "without-base: skip\ntest:\n  - { run: \"true\" }\n");
        family.Image("child", "flavour", Step);
        family.Image("grandchild", "child", Step);

        await using var run = await ProgramRun.ToEndAsync(family.Root);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("built", run.OutcomeOf("fine"));
        Assert.All(["flavour", "child", "grandchild"], image => Assert.Equal("skipped", run.OutcomeOf(image)));
        Assert.Contains($"SKIPPED flavour: base {Missing}: not in the engine and cannot be pulled: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("SKIPPED child: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILED", run.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("{\"message\"", run.ToString(), StringComparison.Ordinal);
        Assert.Equal("skipped", family.Reported("outcome")["grandchild"]);
        var suites = XDocument.Load(Path.Combine(family.Root, "artifacts/junit.xml")).Descendants("testsuite");
        Assert.Equal("1", (string?)suites.Single(suite => (string?)suite.Attribute("name") == "flavour").Attribute("skipped"));
        Assert.DoesNotContain(
            await engine.ReferencesAsync(),
            name => name.StartsWith($"{FamilyFolder.Registry}/flavour", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_run_that_skipped_everything_did_not_succeed_and_without_leave_to_skip_it_fails()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.Image("flavour", Missing, Step, "without-base: skip\n");
        family.Image("needed", Missing, Step);
        family.Image("child", "needed", Step);

        await using var nothing = await ProgramRun.ToEndAsync(family.Root, "build", "flavour");
        await using var failing = await ProgramRun.ToEndAsync(family.Root, "build");

        Assert.Equal((1, 1), (nothing.ExitCode, failing.ExitCode));
        Assert.Contains("nothing was built", nothing.Output, StringComparison.Ordinal);
        Assert.Equal(
            ("failed", "blocked", "skipped"),
            (failing.OutcomeOf("needed"), failing.OutcomeOf("child"), failing.OutcomeOf("flavour"))
        );
    }
}
