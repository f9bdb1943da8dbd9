using System.Text.RegularExpressions;

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
            await FollowAsync(step, family);
        }

        Assert.Equal((7, 2, 1), (steps.OfType<RunStep>().Count(), steps.OfType<WriteStep>().Count(), steps.OfType<HoldsStep>().Count()));
        Assert.Equal("Grace\n", await File.ReadAllTextAsync(Path.Combine(family.Root, "artifacts/outputs/jq/younger.txt"), Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task FollowAsync(GuideStep step, FamilyFolder family)
    {
        switch (step)
        {
            case WriteStep(var path, var text):
                family.Write(path, text);
                break;
            case HoldsStep(var path, var text):
                Assert.Equal(text, await File.ReadAllTextAsync(Path.Combine(family.Root, path), Token));
                break;
            case RunStep(var arguments, var lines, var exitCode):
                await using (var run = await ProgramRun.ToEndAsync(family.Root, arguments))
                {
                    Assert.True(run.ExitCode == exitCode, run.ToString());
                    var pattern = string.Join(".*^", lines.Select(Pattern));
                    var printed = Regex.IsMatch(run.Output + run.Errors, $"^{pattern}", RegexOptions.Multiline | RegexOptions.Singleline);
                    Assert.True(printed, $"expected\n{string.Join('\n', lines)}\n{run}");
                }

                break;
        }
    }

    // Columns of tables are as wide as what is in them.
    private static string Pattern(string line) =>
        Regex.Replace(Regex.Escape(line), @"(\\ )+", " +").Replace(@"\.\.\.", "[^\n]*", StringComparison.Ordinal) + "[^\n]*$";
}
