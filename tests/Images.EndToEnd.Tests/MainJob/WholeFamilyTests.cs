namespace Images.EndToEnd.Tests.MainJob;

[Trait("Category", "Engine")]
public sealed class WholeFamilyTests(SharedEngine engine)
{
    /// <summary>What CI builds of the repository's family: seconds each, and little to download. The others are built by the main job.</summary>
    private static readonly string[] Cheap = ["base:bookworm", "r-ver:4.2.2", "batch-support:bookworm", "povray:3.7-bookworm"];

    [Fact]
    public async Task The_repositorys_own_cheap_images_are_built_and_tested_and_then_up_to_date()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.CopyFamily();

        await using var first = await ProgramRun.ToEndAsync(family.Root, ["test", .. Cheap]);
        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Contains($"{FamilyFolder.Registry}/base:latest", await engine.ReferencesAsync());
        Assert.Contains($"{FamilyFolder.Registry}/r-ver:4.2", await engine.ReferencesAsync());
        Assert.True(File.Exists(Path.Combine(family.Root, "artifacts/junit.xml")));

        await using var second = await ProgramRun.ToEndAsync(family.Root, ["test", .. Cheap]);
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.Equal("up to date", second.OutcomeOf("base:bookworm"));
        Assert.Equal("up to date", second.OutcomeOf("r-ver:4.2.2"));
        Assert.Equal("up to date", second.OutcomeOf("povray:3.7-bookworm"));
        Assert.True(File.Exists(Path.Combine(family.Root, "artifacts/outputs/povray-3.7-bookworm/scene.png")));
        Assert.Empty(await engine.LeftBehindAsync(second.ProcessId));
    }

    [Fact]
    public async Task A_child_is_built_from_the_parent_just_built_whatever_the_tag_says()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.Image("origin", "debian:bookworm-slim", "RUN echo wrong > /origin", "tags: [v1]\n");
        family.Image("offspring", "origin", "RUN cat /origin", "tags: [v1]\ntest:\n  - { run: cat /origin, expect: right }\n");
        await using var wrong = await ProgramRun.ToEndAsync(family.Root);
        Assert.True(wrong.ExitCode == 1, wrong.ToString());

        family.Image("origin", "debian:bookworm-slim", "RUN echo right > /origin", "tags: [v1]\n");
        await using var right = await ProgramRun.ToEndAsync(family.Root);

        Assert.True(right.ExitCode == 0, right.ToString());
    }
}
