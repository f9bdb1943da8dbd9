using Images.Definitions;

namespace Images.Testing.BuiltIn;

/// <summary>The checks that read an image's files and run nothing: accounts, and what package managers leave.</summary>
/// <param name="clock">Measures.</param>
internal sealed class OutsideChecks(TimeProvider clock)
{
    /// <summary>Runs those that are wanted.</summary>
    /// <param name="results">Where what they find goes.</param>
    /// <param name="imageId">The image.</param>
    /// <param name="facts">Its configuration.</param>
    /// <param name="files">Its files.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Engines.EngineException">The engine failed.</exception>
    public async Task RunAsync(
        CheckResults results,
        string imageId,
        ImageFacts facts,
        IImageFiles files,
        CancellationToken cancellationToken
    )
    {
        if (!results.Want(BuiltInTests.NoPasswords, BuiltInTests.UserExists, BuiltInTests.Leftovers))
        {
            return;
        }

        var started = clock.GetTimestamp();
        var passwd = await ContentAsync(PasswordCheck.PasswdPath);
        if (results.Want(BuiltInTests.NoPasswords))
        {
            var show = TestContainer.Of(imageId, ["cut", "-d:", "-f1,2", PasswordCheck.ShadowPath]) with { User = "0" };
            var shadow = await ContentAsync(PasswordCheck.ShadowPath);
            results.Add(
                BuiltInTests.NoPasswords,
                PasswordCheck.Check(shadow, passwd),
                clock.GetElapsedTime(started),
                DockerCommandLine.For(show)
            );
        }

        if (results.Want(BuiltInTests.UserExists))
        {
            var group = facts.User.Contains(':', StringComparison.Ordinal) ? await ContentAsync(UserCheck.GroupPath) : null;
            var show = DockerCommandLine.ForShell(imageId, "id");
            results.Add(BuiltInTests.UserExists, UserCheck.Check(facts.User, passwd, group), reproduce: show);
        }

        if (results.Want(BuiltInTests.Leftovers))
        {
            var looked = clock.GetTimestamp();
            var left = await LeftoverFiles.FindAsync(files, UserCheck.Homes(passwd), cancellationToken);
            results.Add(BuiltInTests.Leftovers, TreeChecks.Leftovers(left), clock.GetElapsedTime(looked));
        }

        async Task<byte[]?> ContentAsync(string path) =>
            await FollowedLinks.ReadAsync(files, path, PasswordCheck.FileLimit, cancellationToken) is { IsRegular: true } file
                ? file.Content.ToArray()
                : null;
    }
}
