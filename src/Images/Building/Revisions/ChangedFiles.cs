using Images.Planning.Locking;

namespace Images.Building.Revisions;

/// <summary>The files of a family that are not as a commit has them: other content or mode, gone, or new. What git ignores is none.</summary>
/// <param name="paths">Relative to the family's root, forward slashes; a folder where a whole repository lies in it.</param>
internal sealed class ChangedFiles(IReadOnlyList<string> paths)
{
    private readonly HashSet<string> names = new(paths, StringComparer.Ordinal);

    /// <summary>Gets where a family's files are.</summary>
    public static IReadOnlyList<string> Folders { get; } = ["images", "templates", BaseLock.FileName];

    /// <summary>Asks git, which knows of filters, line ends and modes that count.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="commit">The commit to compare the working tree with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The files.</returns>
    /// <exception cref="IOException">Git fails.</exception>
    public static async Task<ChangedFiles> SinceAsync(string root, ComparedCommit commit, CancellationToken cancellationToken)
    {
        string[] diff = ["diff", "--name-only", "--relative", "--no-renames", "--no-ext-diff", "-z", commit.Id, "--", .. Folders];
        string[] untracked = ["ls-files", "--others", "--exclude-standard", "-z", "--", .. Folders];
        return new ChangedFiles([.. await PathsAsync(diff), .. await PathsAsync(untracked)]);

        async Task<IReadOnlyList<string>> PathsAsync(string[] arguments) =>
            await GitAnswer.AskAsync(root, cancellationToken, arguments) is { Succeeded: true } answer
                ? [.. answer.Parts.Select(path => path.TrimEnd('/'))]
                : throw new IOException($"git {arguments[0]} failed; run it in the family's folder to see why");
    }

    /// <summary>Whether a file of the commit is another one now, or gone.</summary>
    /// <param name="path">Relative to the root.</param>
    /// <returns>False where the working tree has it as it was.</returns>
    public bool Has(string path) => names.Contains(path);

    /// <summary>Lists the changes in a folder.</summary>
    /// <param name="folder">Relative to the root.</param>
    /// <returns>Paths relative to the folder.</returns>
    public IEnumerable<string> In(string folder) =>
        paths.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal)).Select(path => path[(folder.Length + 1)..]);

    /// <summary>Lists the changes at or below a path.</summary>
    /// <param name="path">Relative to the root.</param>
    /// <returns>Paths relative to the root.</returns>
    public IEnumerable<string> At(string path) =>
        paths.Where(changed => changed == path || changed.StartsWith(path + "/", StringComparison.Ordinal));
}
