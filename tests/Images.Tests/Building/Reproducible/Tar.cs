using System.Formats.Tar;

namespace Images.Tests.Building.Reproducible;

/// <summary>Archives in memory.</summary>
internal static class Tar
{
    /// <summary>Writes entries.</summary>
    public static byte[] Of(params IEnumerable<TarEntry> entries)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                writer.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Reads entries, contents included.</summary>
    public static IReadOnlyList<TarEntry> Read(byte[] bytes)
    {
        using var reader = new TarReader(new MemoryStream(bytes));
        var entries = new List<TarEntry>();
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>Gives an entry contents.</summary>
    public static T Holding<T>(this T entry, byte[] content)
        where T : TarEntry
    {
        entry.DataStream = new MemoryStream(content);
        return entry;
    }

    /// <summary>Reads what an entry holds.</summary>
    public static byte[] Content(this TarEntry entry)
    {
        using var copy = new MemoryStream();
        entry.DataStream?.CopyTo(copy);
        return copy.ToArray();
    }
}
