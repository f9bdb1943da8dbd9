using System.Formats.Tar;
using Images.Testing.Inventory;

namespace Images.Testing.BuiltIn;

/// <summary>Sees from outside what the probe sees from inside, for images in which nothing can be run: it reads the whole image.</summary>
internal static class TreeLook
{
    /// <summary>The largest image that is read for it, in bytes.</summary>
    public const long MostBytes = 1L << 30;

    private static readonly string[] Passed = ["tmp", "proc", "sys", "dev"];

    /// <summary>Looks.</summary>
    /// <param name="files">The image's files.</param>
    /// <param name="folders">The folders whose links are looked at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Links that lead nowhere, and what everybody can write.</returns>
    /// <exception cref="Engines.EngineException">The engine failed.</exception>
    public static async Task<(IReadOnlyList<string> BrokenLinks, IReadOnlyList<string> WorldWritable)> RunAsync(
        IImageFiles files,
        IReadOnlyList<string> folders,
        CancellationToken cancellationToken
    )
    {
        var (links, writable) = (new List<string>(), new List<string>());
        await files.WalkAsync("/", VisitAsync, cancellationToken);
        var broken = new List<string>();
        foreach (var link in links)
        {
            if (await FollowedLinks.ReadAsync(files, link, 0, cancellationToken) is null)
            {
                broken.Add(link);
            }
        }

        return (broken, writable);

        ValueTask VisitAsync(TarEntry entry, CancellationToken _)
        {
            var path = TarWalk.PathOf(entry);
            if (entry.EntryType == TarEntryType.SymbolicLink)
            {
                if (folders.Contains("/" + path[..Math.Max(0, path.LastIndexOf('/'))]))
                {
                    links.Add("/" + path);
                }
            }
            else if (
                entry.Mode.HasFlag(UnixFileMode.OtherWrite)
                && !(entry.EntryType == TarEntryType.Directory && entry.Mode.HasFlag(UnixFileMode.StickyBit))
                && !Passed.Contains(path.Split('/')[0])
            )
            {
                writable.Add("/" + path);
            }

            return ValueTask.CompletedTask;
        }
    }
}
