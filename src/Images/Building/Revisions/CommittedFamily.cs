using System.Text;
using Images.Building.Reproducible;
using Images.Planning.Locking;

namespace Images.Building.Revisions;

/// <summary>
/// A family as a commit has it, in a folder that is gone afterwards: definitions, templates and rendered files as they were; of every
/// other file the name alone, since whether its content is another one is known from git. No index, no worktree, no filters.
/// </summary>
internal sealed class CommittedFamily : IDisposable
{
    private const string Link = "120000";
    private const string Submodule = "160000";

    private readonly ScratchFolder folder = new();
    private readonly HashSet<string> paths = new(StringComparer.Ordinal);

    /// <summary>Gets the absolute path of the folder, which holds <c>images/</c> and <c>templates/</c>.</summary>
    public string Root => folder.Path;

    /// <summary>Gets the committed files' paths relative to the family's root.</summary>
    public IReadOnlySet<string> Paths => paths;

    /// <summary>Reads the family.</summary>
    /// <param name="root">The family's root in the checkout.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="changed">The files that the working tree has otherwise; of all others it has the very content.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The folder cannot be written, or git has ended.</exception>
    public async Task ReadAsync(string root, ComparedCommit commit, ChangedFiles changed, CancellationToken cancellationToken)
    {
        string[] arguments = ["ls-tree", "-r", "-z", commit.Id, "--", .. ChangedFiles.Folders];
        var listing = await GitAnswer.AskAsync(root, cancellationToken, arguments);
        if (listing is not { Succeeded: true })
        {
            throw new IOException($"git does not list the files of {commit.Id}");
        }

        await using var objects = GitObjects.Open(root);
        await WriteAsync(listing.Parts, ContentAsync, id => CommittedAsync(objects, id, cancellationToken));

        async Task<byte[]> ContentAsync(string path, string id) =>
            !changed.Has(path) && File.Exists(Path.Combine(root, path))
                ? await File.ReadAllBytesAsync(Path.Combine(root, path), cancellationToken)
                : await CommittedAsync(objects, id, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    // A tree can name anything; these are the names that a checkout refuses.
    private static bool IsPlain(string path) => path.Split('/').All(part => part is not ("" or "." or ".." or ".git"));

    private static bool IsRead(string path) =>
        path.Split('/') switch
        {
            ["templates", .., var name] => name.EndsWith(".sbn", StringComparison.Ordinal),
            ["images", "family.yaml"] or ["images", _, "image.yaml" or ".dockerignore"] => true,
            ["images", _, _, "Dockerfile"] => true,
            [BaseLock.FileName] => true,
            _ => false,
        };

    private static async Task<byte[]> CommittedAsync(GitObjects objects, string id, CancellationToken cancellationToken) =>
        (await objects.ReadAsync(id, cancellationToken))?.Content
        ?? throw new IOException($"git does not give the object {id}; run git fsck, or fetch what a partial clone lacks");

    // Each line is MODE TYPE ID, a tab, and the path as it is.
    private async Task WriteAsync(
        IReadOnlyList<string> lines,
        Func<string, string, Task<byte[]>> contentAsync,
        Func<string, Task<byte[]>> targetAsync
    )
    {
        var links = new List<(string Path, string Id)>();
        foreach (var line in lines)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var (path, fields) = (line[(tab + 1)..], line[..tab].Split(' '));
            if (fields is not [var mode, _, var id] || mode == Submodule || !IsPlain(path))
            {
                continue;
            }

            paths.Add(path);
            if (mode == Link)
            {
                links.Add((path, id));
            }
            else
            {
                await WriteAsync(path, IsRead(path) ? await contentAsync(path, id) : []);
            }
        }

        // Last, so that nothing is ever written through one.
        foreach (var (path, id) in links)
        {
            File.CreateSymbolicLink(Prepare(path), Encoding.UTF8.GetString(await targetAsync(id)));
        }
    }

    private async Task WriteAsync(string path, byte[] content)
    {
        await using var file = new FileStream(Prepare(path), FileMode.CreateNew);
        await file.WriteAsync(content, CancellationToken.None);
    }

    private string Prepare(string path)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
