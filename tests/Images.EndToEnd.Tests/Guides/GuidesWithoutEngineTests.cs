namespace Images.EndToEnd.Tests.Guides;

/// <summary>Follows the guides that need no engine.</summary>
public sealed class GuidesWithoutEngineTests
{
    [Fact]
    public async Task The_guide_to_moving_over_can_be_followed_in_an_empty_folder()
    {
        using var family = new FamilyFolder();

        Assert.Equal((7, 8, 3), await FollowAsync("docs/moving-over.md", family));
    }

    [Fact]
    public async Task The_guide_to_matrices_can_be_followed_in_a_copy_of_the_family()
    {
        using var family = new FamilyFolder();
        family.CopyFamily("images/base");

        Assert.Equal((7, 3, 0), await FollowAsync("docs/matrix.md", family));
    }

    private static async Task<(int Runs, int Writes, int Holds)> FollowAsync(string page, FamilyFolder family)
    {
        var token = TestContext.Current.CancellationToken;
        var steps = Guide.Read(await File.ReadAllTextAsync(Path.Combine(FamilyFolder.Repository, page), token));
        foreach (var step in steps)
        {
            await step.FollowAsync(family, token);
        }

        return (steps.OfType<RunStep>().Count(), steps.OfType<WriteStep>().Count(), steps.OfType<HoldsStep>().Count());
    }
}
