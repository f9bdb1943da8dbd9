using Images.Building.Revisions;
using Images.Definitions;
using Images.Releasing.Hosting;
using Images.Releasing.Notes;
using Images.Rendering;

namespace Images.Releasing;

/// <summary>What git tells about releases: their tags, their commits, and where the repository comes from.</summary>
/// <param name="root">The family's root.</param>
public sealed class ReleaseHistory(string root)
{
    private const char Start = '\u0001';
    private const char Next = '\u0002';

    /// <summary>Finds the commit that a tag names, or the one that is checked out where there is no such tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The commit's id; null outside a checkout.</returns>
    public async Task<string?> CommitAsync(string tag, CancellationToken cancellationToken) =>
        await LineAsync(cancellationToken, "rev-parse", "--verify", "--quiet", $"refs/tags/{tag}^{{commit}}")
        ?? await LineAsync(cancellationToken, "rev-parse", "--verify", "--quiet", "HEAD");

    /// <summary>Finds the tag of the commit that is checked out, the highest version where there are several.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where it has none.</returns>
    public async Task<string?> TagAtHeadAsync(CancellationToken cancellationToken) =>
        await GitAnswer.AskAsync(root, cancellationToken, "tag", "--points-at", "HEAD") is { Succeeded: true } answer
            ? answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(VersionOrder.Comparer).LastOrDefault()
            : null;

    /// <summary>Finds the repository by the address of the remote <c>origin</c>.</summary>
    /// <param name="server">The host that it must be on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where there is none, or it is elsewhere.</returns>
    public async Task<GitHubRepository?> RepositoryAsync(string server, CancellationToken cancellationToken) =>
        await LineAsync(cancellationToken, "remote", "get-url", "origin") is { } address
            ? GitHubRepository.OfRemote(address, server)
            : null;

    /// <summary>Reads the commits between two releases, the newest first; merges without changes of their own are left out.</summary>
    /// <param name="from">The tag of the release before.</param>
    /// <param name="to">The commit that is released.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where git does not have them, as in a shallow clone.</returns>
    public async Task<IReadOnlyList<ReleaseCommit>?> CommitsAsync(string from, string to, CancellationToken cancellationToken)
    {
        var answer = await GitAnswer.AskAsync(
            root,
            cancellationToken,
            "-c",
            "core.quotePath=false",
            "log",
            "--relative",
            "--name-only",
            "--no-show-signature",
            "--format=%x01%H%x02%an%x02%s",
            $"refs/tags/{from}..{to}"
        );
        return answer is { Succeeded: true } ? [.. answer.Text.Split(Start, StringSplitOptions.RemoveEmptyEntries).Select(Read)] : null;
    }

    /// <summary>Picks the commits that touched what an image is built from.</summary>
    /// <param name="image">The image.</param>
    /// <param name="commits">All commits.</param>
    /// <returns>In the same order.</returns>
    public static IReadOnlyList<ReleaseCommit> Touching(RenderedImage image, IReadOnlyList<ReleaseCommit> commits)
    {
        var folder = image.Folder + "/";
        var page = folder + "README.md";
        var files = image
            .Lines.Select(line => line.File)
            .Append(image.TemplatePath)
            .Append("images/family.yaml")
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. commits.Where(commit =>
                commit.Paths.Any(path => files.Contains(path) || (path.StartsWith(folder, StringComparison.Ordinal) && path != page))
            ),
        ];
    }

    private static ReleaseCommit Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var parts = lines[0].Split(Next);
        return new ReleaseCommit(parts[0], parts[1], parts[2], lines[1..]);
    }

    private async Task<string?> LineAsync(CancellationToken cancellationToken, params string[] arguments) =>
        await GitAnswer.AskAsync(root, cancellationToken, arguments) is { Succeeded: true, Line: { Length: > 0 } line } ? line : null;
}
