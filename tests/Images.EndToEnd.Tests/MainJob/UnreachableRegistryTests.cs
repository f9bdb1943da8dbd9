using Docker.DotNet.Models;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class UnreachableRegistryTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    // Nothing listens on port 1.
    private const string Repository = "127.0.0.1:1/tools";

    [Fact]
    public async Task Where_no_registry_answers_pull_says_so_and_takes_the_engines_own_base()
    {
        var id = await images.GoodAsync();
        var tag = new ImageTagParameters { RepositoryName = Repository, Tag = Guid.NewGuid().ToString("N") };
        await engine.Connection.Docker.Images.TagImageAsync(id, tag, TestContext.Current.CancellationToken);
        using var family = new FamilyFolder();
        family.Image("alone", $"{Repository}:{tag.Tag}", "COPY image.yaml /");

        await using var run = await ProgramRun.ToEndAsync(family.Root, "build", "--pull");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("built", run.OutcomeOf("alone"));
        var note = Assert.Single(run.Errors.Split('\n'), line => line.Contains("cannot be pulled", StringComparison.Ordinal));
        Assert.StartsWith($"{Repository}:{tag.Tag} cannot be pulled: ", note, StringComparison.Ordinal);
        Assert.EndsWith("; the engine's own is used", note, StringComparison.Ordinal);
    }
}
