using Images.Engines;

namespace Images.EndToEnd.Tests;

/// <summary>Git as a user of nobody's settings.</summary>
internal static class Git
{
    /// <summary>Runs it in a folder; it must succeed.</summary>
    public static async Task RunAsync(string folder, params string[] arguments)
    {
        string[] who = ["-C", folder, "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgSign=false"];
        var result = await new HostCommands().RunAsync(
            new HostCommand("git", [.. who, .. arguments]),
            TestContext.Current.CancellationToken
        );
        Assert.True(result.ExitCode == 0, result.LastLine);
    }
}
