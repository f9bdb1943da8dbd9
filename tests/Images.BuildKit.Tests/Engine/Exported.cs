using System.Formats.Tar;
using System.Text;

namespace Images.BuildKit.Tests.Engine;

/// <summary>An entry of an exported root file system.</summary>
internal sealed record Exported(TarEntryType Type, UnixFileMode Mode, string LinkName, string Text, int Uid)
{
    private const string AttributePrefix = "SCHILY.xattr.";

    /// <summary>Extended attributes by name.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public static async Task<Dictionary<string, Exported>> ReadAsync(MemoryStream tar, CancellationToken cancellationToken)
    {
        tar.Position = 0;
        await using var reader = new TarReader(tar);
        var entries = new Dictionary<string, Exported>(StringComparer.Ordinal);
        while (await reader.GetNextEntryAsync(copyData: true, cancellationToken) is { } entry)
        {
            var text = "";
            if (entry.DataStream is { } data)
            {
                using var bytes = new MemoryStream();
                await data.CopyToAsync(bytes, cancellationToken);
                text = Encoding.UTF8.GetString(bytes.ToArray());
            }

            entries[entry.Name.TrimEnd('/')] = new(entry.EntryType, entry.Mode, entry.LinkName, text, entry.Uid)
            {
                Attributes = AttributesOf(entry),
            };
        }

        return entries;
    }

    private static Dictionary<string, string> AttributesOf(TarEntry entry) =>
        (entry as PaxTarEntry)
            ?.ExtendedAttributes.Where(pair => pair.Key.StartsWith(AttributePrefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[AttributePrefix.Length..], pair => pair.Value, StringComparer.Ordinal)
        ?? [];
}
