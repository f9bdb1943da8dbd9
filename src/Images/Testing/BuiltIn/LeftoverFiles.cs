using System.Formats.Tar;
using Images.Testing.Inventory;

namespace Images.Testing.BuiltIn;

/// <summary>Finds what package managers leave behind. Roots' own folders are looked into as well, which a container's user may not.</summary>
internal static class LeftoverFiles
{
    private const string AptLists = "/var/lib/apt/lists";
    private const string AptArchives = "/var/cache/apt/archives";

    /// <summary>Finds it.</summary>
    /// <param name="files">The image's files.</param>
    /// <param name="homes">Home directories of the accounts that may have used pip.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Files of apt, and folders of pip.</returns>
    /// <exception cref="Engines.EngineException">The engine failed.</exception>
    public static async Task<IReadOnlyList<string>> FindAsync(
        IImageFiles files,
        IEnumerable<string> homes,
        CancellationToken cancellationToken
    )
    {
        var left = new List<string>();
        await AddAsync(AptLists, static name => name is not "lock");
        await AddAsync(AptArchives, static name => name.EndsWith(".deb", StringComparison.Ordinal));
        foreach (var cache in homes.Select(static home => $"{home.TrimEnd('/')}/.cache/pip").Distinct(StringComparer.Ordinal))
        {
            var count = left.Count;
            await AddAsync(cache, static _ => true);
            if (left.Count > count)
            {
                left.RemoveRange(count, left.Count - count);
                left.Add(cache);
            }
        }

        return left;

        async Task AddAsync(string folder, Func<string, bool> isLeftover) =>
            await files.WalkAsync(
                folder,
                (entry, _) =>
                {
                    var path = TarWalk.PathOf(entry);
                    if (
                        entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                        && isLeftover(path[(path.LastIndexOf('/') + 1)..])
                    )
                    {
                        left.Add(folder[..(folder.LastIndexOf('/') + 1)] + path);
                    }

                    return ValueTask.CompletedTask;
                },
                cancellationToken
            );
    }
}
