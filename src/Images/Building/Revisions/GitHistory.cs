namespace Images.Building.Revisions;

/// <summary>A checkout's commits, from the one that is checked out backwards.</summary>
/// <param name="objects">Where they are.</param>
internal sealed class GitHistory(GitObjects objects)
{
    private readonly Dictionary<string, GitCommit?> commits = new(StringComparer.Ordinal);

    /// <summary>
    /// Finds the last commit that touched any of some paths. Like <c>git log -1</c>, it follows the first parent in which all of
    /// them are the same; where there is no such parent, the commit itself is the answer.
    /// </summary>
    /// <param name="paths">The paths, relative to the folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The commit, or null when there is none.</returns>
    public async Task<GitCommit?> LastToTouchAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var commit = await CommitAsync("HEAD", cancellationToken);
        while (commit is not null)
        {
            var parents = await ParentsAsync(commit, cancellationToken);
            if (parents.Count == 0)
            {
                return await HasAnyAsync(commit, paths, cancellationToken) ? commit : null;
            }

            if (await SameAsync(commit, parents, paths, cancellationToken) is not { } same)
            {
                return commit;
            }

            commit = same;
        }

        return null;
    }

    // A shallow clone lacks the parents of its oldest commits.
    private async Task<List<GitCommit>> ParentsAsync(GitCommit commit, CancellationToken cancellationToken)
    {
        var parents = new List<GitCommit>(commit.Parents.Count);
        foreach (var id in commit.Parents)
        {
            if (await CommitAsync(id, cancellationToken) is { } parent)
            {
                parents.Add(parent);
            }
        }

        return parents;
    }

    private async Task<GitCommit?> SameAsync(
        GitCommit commit,
        IReadOnlyList<GitCommit> parents,
        IReadOnlyList<string> paths,
        CancellationToken cancellationToken
    )
    {
        foreach (var parent in parents)
        {
            if (await AreSameAsync(commit, parent, paths, cancellationToken))
            {
                return parent;
            }
        }

        return null;
    }

    private async Task<GitCommit?> CommitAsync(string name, CancellationToken cancellationToken)
    {
        if (!commits.TryGetValue(name, out var commit))
        {
            commit = await objects.ReadAsync(name, cancellationToken) is { } stored ? GitCommit.Read(stored) : null;
            commits.Add(name, commit);
        }

        return commit;
    }

    private async Task<bool> AreSameAsync(GitCommit one, GitCommit other, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var (first, second) = (await TopAsync(one, cancellationToken), await TopAsync(other, cancellationToken));
        foreach (var path in paths)
        {
            if (
                first?.Id != second?.Id
                && await FindAsync(first, path, cancellationToken) != await FindAsync(second, path, cancellationToken)
            )
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> HasAnyAsync(GitCommit commit, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var top = await TopAsync(commit, cancellationToken);
        foreach (var path in paths)
        {
            if (await FindAsync(top, path, cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private Task<GitObject?> TopAsync(GitCommit commit, CancellationToken cancellationToken) =>
        objects.ReadAsync($"{commit.Id}:./", cancellationToken);

    // The id and the kind of what is at a path.
    private async Task<(string Id, bool IsTree)?> FindAsync(GitObject? top, string path, CancellationToken cancellationToken)
    {
        (string Id, bool IsTree)? found = null;
        var tree = top;
        foreach (var name in path.Split('/'))
        {
            found = tree is null ? null : GitTree.Find(tree, name);
            tree = found is { IsTree: true, Id: var id } ? await objects.ReadAsync(id, cancellationToken) : null;
        }

        return found;
    }
}
