namespace Images.EndToEnd.Tests.Guides;

/// <summary>Follows docs/adding-an-image.md.</summary>
[Trait("Category", "Engine")]
public sealed class AddingAnImageTests(SharedEngine engine)
{
    [Fact]
    public async Task The_guide_can_be_followed_word_by_word()
    {
        await engine.RequireAsync();
        using var family = new FamilyFolder();
        family.CopyFamily("images/base");
        var guide = await File.ReadAllTextAsync(Path.Combine(FamilyFolder.Repository, "docs/adding-an-image.md"), Token);
        var steps = Guide.Read(guide);

        foreach (var step in steps)
        {
            await step.FollowAsync(family, Token);
        }

        Assert.Equal((7, 2, 1), (steps.OfType<RunStep>().Count(), steps.OfType<WriteStep>().Count(), steps.OfType<HoldsStep>().Count()));
        Assert.Equal("Grace\n", await File.ReadAllTextAsync(Path.Combine(family.Root, "artifacts/outputs/jq/younger.txt"), Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
