using System.Text.RegularExpressions;

namespace Images.EndToEnd.Tests.Guides;

/// <summary>Does what a guide says.</summary>
internal static class GuideFollower
{
    /// <summary>Does a step, and fails where it does not come out as the guide says.</summary>
    public static async Task FollowAsync(this GuideStep step, FamilyFolder family, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case WriteStep(var path, var text):
                family.Write(path, text);
                break;
            case HoldsStep(var path, var text):
                Assert.Equal(text, await File.ReadAllTextAsync(Path.Combine(family.Root, path), cancellationToken));
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
