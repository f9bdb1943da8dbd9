namespace Images.Building.Revisions;

/// <summary>What a checkout has that is in no commit.</summary>
internal sealed class GitChanges
{
    private readonly List<string> changed;

    private GitChanges(List<string> changed) => this.changed = changed;

    /// <summary>Asks git for all changes of definitions and templates.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The changes, or null without git or outside a checkout.</returns>
    public static async Task<GitChanges?> ReadAsync(string root, CancellationToken cancellationToken)
    {
        string[] arguments = ["-c", "status.relativePaths=true", "status", "--short", "--no-renames", "--", "images", "templates"];
        using var git = GitProcess.Start(root, arguments);
        if (git is null)
        {
            return null;
        }

        git.StandardInput.Close();
        var output = await git.StandardOutput.ReadToEndAsync(cancellationToken);
        await git.WaitForExitAsync(cancellationToken);

        // Two letters and a space stand before each path; a path with unusual characters is quoted.
        return git.ExitCode == 0
            ? new GitChanges([.. output.Split('\n').Where(line => line.Length > 3).Select(line => line[3..].TrimStart('"'))])
            : null;
    }

    /// <summary>Whether anything at or below some paths is changed.</summary>
    /// <param name="paths">The paths, relative to the root.</param>
    /// <returns>True when one is.</returns>
    public bool Touch(IReadOnlyList<string> paths) => changed.Exists(change => paths.Any(path => Touches(change, path)));

    // A folder that is new as a whole stands for all that is in it.
    private static bool Touches(string change, string path) =>
        change == path || change.StartsWith(path + "/", StringComparison.Ordinal) || (change.EndsWith('/') && IsBelow(path, change));

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder, StringComparison.Ordinal);
}
