using Images.Definitions;
using Images.Planning;

namespace Images.Building.Revisions;

/// <summary>
/// The commit that the working tree is compared with: where the history of HEAD left that of a reference. So what others have put
/// on the main branch meanwhile is no change of this one; where the reference is an ancestor of HEAD, it is the reference itself.
/// </summary>
/// <param name="Id">The commit's id.</param>
internal sealed record ComparedCommit(string Id)
{
    private const string Option = "--changed-since";

    /// <summary>Finds the commit.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="reference">What the user named: a branch, a tag, a commit, or any other name that git knows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The commit.</returns>
    /// <exception cref="SelectorException">There is no git, no checkout, no such commit, or no common history.</exception>
    public static async Task<ComparedCommit> FindAsync(string root, string reference, CancellationToken cancellationToken)
    {
        var checkout =
            await GitAnswer.AskAsync(root, cancellationToken, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository")
            ?? throw new SelectorException($"{Option}: there is no git to ask; install it, or leave the option out");
        if (checkout.Text.Split('\n') is not ["true", var shallow, ..])
        {
            throw new SelectorException(
                $"{Option}: {root} is no checkout that git reads; run it in one (of another user's, git wants safe.directory set), or leave the option out"
            );
        }

        var isShallow = shallow == "true";
        var commit = await AskAsync("rev-parse", "--verify", "--quiet", "--end-of-options", $"{reference}^{{commit}}");
        if (!commit.Succeeded)
        {
            var names = (await AskAsync("for-each-ref", "--format=%(refname:short)")).Text.Split('\n');
            throw new SelectorException(
                $"{Option}: there is no commit '{TextProblems.Quote(reference)}' here{NearNames.Hint(reference, names)}; "
                    + (isShallow ? Deepen : "fetch it with git, or name a branch, a tag or a commit")
            );
        }

        var common = await AskAsync("merge-base", commit.Line, "HEAD");
        return common.Succeeded
            ? new ComparedCommit(common.Line)
            : throw new SelectorException(
                $"{Option}: HEAD and '{TextProblems.Quote(reference)}' have no commit in common; "
                    + (isShallow ? Deepen : "name one that HEAD comes from")
            );

        async Task<GitAnswer> AskAsync(params string[] arguments) =>
            await GitAnswer.AskAsync(root, cancellationToken, arguments) ?? new GitAnswer(-1, string.Empty);
    }

    private const string Deepen = "the clone is shallow: run git fetch --unshallow, or set fetch-depth: 0 where the workflow checks out";
}
