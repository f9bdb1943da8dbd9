using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Images.Building.Revisions;

/// <summary>A repository's objects, read through one <c>git cat-file --batch</c>. One question at a time.</summary>
internal sealed class GitObjects : IAsyncDisposable
{
    // Folders are asked for once for every image; a long history must not fill the memory.
    private const int MostKept = 32 << 20;

    private const int BufferSize = 1 << 16;

    private readonly Dictionary<string, GitObject?> kept = new(StringComparer.Ordinal);
    private readonly Process? git;
    private readonly BufferedStream? answers;
    private int keptBytes;

    private GitObjects(Process? git)
    {
        this.git = git;
        if (git is not null)
        {
            answers = new BufferedStream(git.StandardOutput.BaseStream, BufferSize);
        }
    }

    /// <summary>Starts git.</summary>
    /// <param name="folder">A folder of the checkout: names such as <c>HEAD:./images</c> count from there.</param>
    /// <returns>The objects; none without git or outside a checkout.</returns>
    public static GitObjects Open(string folder) => new(GitProcess.Start(folder, "cat-file", "--batch"));

    /// <summary>Reads an object.</summary>
    /// <param name="name">An id, or any name that git knows.</param>
    /// <param name="cancellationToken">Gives up; nothing can be read afterwards.</param>
    /// <returns>The object, or null when there is none.</returns>
    public async Task<GitObject?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (!kept.TryGetValue(name, out var found))
        {
            found = await AskAsync(name, cancellationToken);
            keptBytes += found?.Content.Length ?? 0;
            if (keptBytes > MostKept)
            {
                kept.Clear();
                keptBytes = found?.Content.Length ?? 0;
            }

            kept.Add(name, found);
        }

        return found;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (git is null)
        {
            return;
        }

        try
        {
            git.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has gone already.
        }

        await git.WaitForExitAsync();
        await answers!.DisposeAsync();
        git.Dispose();
    }

    private async Task<GitObject?> AskAsync(string name, CancellationToken cancellationToken)
    {
        if (git is null || answers is null)
        {
            return null;
        }

        try
        {
            await git.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(name + "\n"), cancellationToken);
            await git.StandardInput.BaseStream.FlushAsync(cancellationToken);
            var head = await HeadAsync(answers, cancellationToken);
            if (head.Split(' ') is not [var id, "commit" or "tree" or "blob", var size])
            {
                return null;
            }

            // The object is followed by a line end.
            var content = new byte[int.Parse(size, CultureInfo.InvariantCulture) + 1];
            await answers.ReadExactlyAsync(content, cancellationToken);
            return new GitObject(id, content[..^1]);
        }
        catch (IOException)
        {
            // Git has ended: this is no checkout.
            return null;
        }
    }

    private static async Task<string> HeadAsync(Stream answers, CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (true)
        {
            await answers.ReadExactlyAsync(one, cancellationToken);
            if (one[0] == (byte)'\n')
            {
                return Encoding.UTF8.GetString([.. line]);
            }

            line.Add(one[0]);
        }
    }
}
