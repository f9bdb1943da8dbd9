using Images.Building.Revisions;
using Images.Definitions;

namespace Images.Jobs.Staging;

/// <summary>A folder of a checkout, and the commit that is checked out.</summary>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="Top">The checkout's topmost folder, absolute.</param>
/// <param name="Prefix">The folder relative to that; empty, or ending with a slash.</param>
/// <param name="Commit">The commit's whole id.</param>
internal sealed record SourceTree(string Folder, string Top, string Prefix, string Commit)
{
    /// <summary>Finds it.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The folder and its commit.</returns>
    /// <exception cref="JobException">There is no git, no checkout, no commit, or something is in no commit.</exception>
    public static async Task<SourceTree> FindAsync(string folder, CancellationToken cancellationToken)
    {
        var place =
            await GitAnswer.AskAsync(folder, cancellationToken, "rev-parse", "--show-toplevel", "--show-prefix")
            ?? throw new JobException($"{folder}: there is no git to say which commit it is; install it");
        if (!place.Succeeded)
        {
            throw new JobException(
                $"{folder}: is no checkout that git reads, so it has no commit; run it in one (of another user's, git wants safe.directory set)"
            );
        }

        var head = (await GitAnswer.AskAsync(folder, cancellationToken, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"))!;
        if (!head.Succeeded)
        {
            throw new JobException($"{folder}: nothing is committed yet; commit the computation first");
        }

        var status = (await GitAnswer.AskAsync(place.Line, cancellationToken, "status", "--porcelain", "-z"))!;
        if (status.Parts is [var first, ..])
        {
            var more = status.Parts.Count > 1 ? $" and {status.Parts.Count - 1} more" : string.Empty;
            throw new JobException(
                $"{place.Line}: '{TextProblems.Quote(first[3..])}'{more} is in no commit, so no commit says what would be computed; commit it, or have git ignore it"
            );
        }

        return new SourceTree(folder, place.Line, place.Text.Split('\n')[1], head.Line);
    }

    /// <summary>Lists the files of the folder that the commit has.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their names.</returns>
    public async Task<IReadOnlySet<string>> NamesAsync(CancellationToken cancellationToken)
    {
        var names = await GitAnswer.AskAsync(Folder, cancellationToken, "ls-tree", "-z", "--name-only", Commit, "./");
        return names!.Parts.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Says whether another commit comes before this one.</summary>
    /// <param name="commit">The other commit's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False also when there is no such commit.</returns>
    public async Task<bool> ComesAfterAsync(string commit, CancellationToken cancellationToken) =>
        (await GitAnswer.AskAsync(Top, cancellationToken, "merge-base", "--is-ancestor", commit, Commit))!.Succeeded;
}
