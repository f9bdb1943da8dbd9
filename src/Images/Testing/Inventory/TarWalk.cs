using System.Formats.Tar;
using System.Globalization;

namespace Images.Testing.Inventory;

/// <summary>Walks through an archive within limits.</summary>
internal static class TarWalk
{
    /// <summary>Shows each entry.</summary>
    /// <param name="stream">The archive.</param>
    /// <param name="what">What it is of, for notes.</param>
    /// <param name="limits">How much is looked at.</param>
    /// <param name="visit">Is shown the entries.</param>
    /// <param name="miss">Told in one line what is not looked at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the end or a limit is reached.</returns>
    /// <exception cref="InvalidDataException">It is no archive.</exception>
    public static async Task WalkAsync(
        Stream stream,
        string what,
        TreeLimits limits,
        Func<TarEntry, CancellationToken, ValueTask> visit,
        Action<string> miss,
        CancellationToken cancellationToken
    )
    {
        long bytes = 0;
        var files = 0;
        await using var tar = new TarReader(stream, leaveOpen: true);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            bytes += entry.Length;
            if (bytes > limits.Bytes || ++files > limits.Files)
            {
                var gigabytes = (double)limits.Bytes / (1 << 30);
                miss(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{what}: has more than {gigabytes:0.#} GiB or {limits.Files} files; the rest was not read"
                    )
                );
                return;
            }

            await visit(entry, cancellationToken);
        }
    }

    /// <summary>Gets an entry's path below the archive's root.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>The path without a slash at either end; <c>.</c> and <c>..</c> are taken out.</returns>
    public static string PathOf(TarEntry entry)
    {
        var name = entry.Name;
        return name.Contains("./", StringComparison.Ordinal) || name.Contains("//", StringComparison.Ordinal)
            ? string.Join('/', name.Split('/').Where(part => part is not ("" or "." or "..")))
            : name.Trim('/');
    }
}
