using System.Formats.Tar;

namespace Images.BuildKit.Contexts;

/// <summary>A build context as a tar archive, for engines whose builder takes one instead of asking for files.</summary>
public static class ContextArchive
{
    /// <summary>
    /// Writes every file that the context's own .dockerignore leaves, owned by root as docker build does. Fifos, sockets and
    /// devices are left out.
    /// </summary>
    /// <param name="context">The files.</param>
    /// <param name="sources">What the Dockerfile takes: what each of its sources leaves out is left out.</param>
    /// <param name="added">Files that are in the archive besides, by path; a file of the context of the same path is left out.</param>
    /// <param name="destination">Where to write; not closed.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="Errors.BuildContextException">A file cannot be read, or changed meanwhile.</exception>
    public static async Task WriteAsync(
        IContextSource context,
        IReadOnlyList<ContextSelection> sources,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> added,
        Stream destination,
        CancellationToken cancellationToken
    )
    {
        // GNU, not PAX: builders look at the first bytes to tell an archive from a Dockerfile.
        await using var tar = new TarWriter(destination, TarEntryFormat.Gnu, leaveOpen: true);
        foreach (var (path, content) in added)
        {
            await WriteFileAsync(
                tar,
                path,
                new MemoryStream(content.ToArray()),
                new ContextEntry { Name = path, Kind = ContextEntryKind.File },
                cancellationToken
            );
        }

        var walk = new ContextWalk(context, ContextFilter.All with { ExcludePatterns = DockerIgnore.Read(context) }, _ => { });
        var leftOut = ContextFiles.LeftOut(context, sources);
        foreach (var walked in walk.Entries().Where(walked => !added.ContainsKey(walked.Path) && !leftOut.Contains(walked.Path)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var needsContent = walked.HardLinkTo is { } first && leftOut.Contains(first);
            await WriteAsync(tar, context, needsContent ? walked with { HardLinkTo = null } : walked, cancellationToken);
        }
    }

    private static async Task WriteAsync(TarWriter tar, IContextSource context, WalkedEntry walked, CancellationToken cancellationToken)
    {
        var entry = walked.Entry;
        switch (entry.Kind)
        {
            case ContextEntryKind.Directory:
                await tar.WriteEntryAsync(Header(TarEntryType.Directory, walked.Path + "/", entry), cancellationToken);
                break;
            case ContextEntryKind.SymbolicLink:
                var link = Header(TarEntryType.SymbolicLink, walked.Path, entry);
                link.LinkName = entry.LinkTarget!;
                await tar.WriteEntryAsync(link, cancellationToken);
                break;
            case ContextEntryKind.File when walked.HardLinkTo is { } first:
                var hard = Header(TarEntryType.HardLink, walked.Path, entry);
                hard.LinkName = first;
                await tar.WriteEntryAsync(hard, cancellationToken);
                break;
            case ContextEntryKind.File:
                await using (var content = context.Open(walked.Path, entry))
                {
                    await WriteFileAsync(tar, walked.Path, content, entry, cancellationToken);
                }

                break;
        }
    }

    private static async Task WriteFileAsync(
        TarWriter tar,
        string path,
        Stream content,
        ContextEntry entry,
        CancellationToken cancellationToken
    )
    {
        var header = Header(TarEntryType.RegularFile, path, entry);
        header.DataStream = content;
        await tar.WriteEntryAsync(header, cancellationToken);
    }

    private static GnuTarEntry Header(TarEntryType type, string path, ContextEntry entry) =>
        new(type, path)
        {
            Mode = entry.Mode,
            ModificationTime = DateTimeOffset.UnixEpoch.AddTicks(entry.ModifiedNanoseconds / TimeSpan.NanosecondsPerTick),
        };
}
