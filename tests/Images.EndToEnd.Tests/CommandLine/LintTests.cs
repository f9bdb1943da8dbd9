using System.Globalization;

namespace Images.EndToEnd.Tests.CommandLine;

[Trait("Category", "Engine")]
public sealed class LintTests(SharedEngine engine)
{
    private const int FirstWithChecks = 27;

    [Fact]
    public async Task What_the_engines_own_checks_find_is_added_and_a_comment_lets_one_instruction_break_them()
    {
        await engine.RequireAsync();
        var info = await engine.Connection.GetInfoAsync(TestContext.Current.CancellationToken);
        var hasChecks = !info.IsPodman && int.Parse(info.Version.Split('.')[0], CultureInfo.InvariantCulture) >= FirstWithChecks;
        using var family = new FamilyFolder();
        family.Image("talker", "debian:bookworm-slim", "CMD echo done");

        await using var found = await ProgramRun.ToEndAsync(family.Root, "lint");
        family.Image("talker", "debian:bookworm-slim", "# lint-ignore JSONArgsRecommended: a shell is wanted\nCMD echo done");
        await using var allowed = await ProgramRun.ToEndAsync(family.Root, "lint");
        family.Image("talker", "debian:bookworm-slim", "# lint-ignore JSONArgsRecommended: a shell is wanted\nCMD [\"/bin/true\"]");
        await using var needless = await ProgramRun.ToEndAsync(family.Root, "lint");

        Assert.True(allowed.ExitCode == 0, allowed.ToString());
        if (hasChecks)
        {
            Assert.True(found.ExitCode == 1, found.ToString());
            Assert.Contains("images/talker/default/Dockerfile:3", found.Output, StringComparison.Ordinal);
            Assert.Contains("JSONArgsRecommended", found.Output, StringComparison.Ordinal);
            Assert.True(needless.ExitCode == 1, needless.ToString());
            Assert.Contains("the CMD below breaks JSONArgsRecommended nowhere", needless.Output, StringComparison.Ordinal);
        }
        else
        {
            Assert.True(found.ExitCode == 0, found.ToString());
            Assert.Contains("BuildKit's own checks were left out", found.Errors, StringComparison.Ordinal);
            Assert.True(needless.ExitCode == 0, needless.ToString());
        }
    }
}
