namespace Images.BuildKit.Contexts;

/// <summary>A context of files in memory, with directories made as their paths need them.</summary>
public sealed class MemoryContext : IContextSource
{
    private readonly Dictionary<string, Dictionary<string, ContextEntry>> directories = new(StringComparer.Ordinal) { [""] = [] };
    private readonly Dictionary<string, ReadOnlyMemory<byte>> contents = new(StringComparer.Ordinal);

    /// <summary>Takes files by relative path with '/'. All are 0644 and dated 1970 unless <paramref name="modified"/> says else.</summary>
    /// <param name="sharedKey">See <see cref="IContextSource.SharedKey"/>.</param>
    /// <param name="files">Path to contents.</param>
    /// <param name="modified">
    /// The date of every file. The engine compares size and date to know what changed, so contents that change in the same
    /// number of bytes need another date or another key.
    /// </param>
    public MemoryContext(string sharedKey, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, DateTimeOffset? modified = null)
    {
        SharedKey = sharedKey;
        var nanoseconds = ((modified ?? DateTimeOffset.UnixEpoch) - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        foreach (var (path, content) in files)
        {
            contents[path] = content;
            var entry = new ContextEntry
            {
                Name = NameOf(path),
                Kind = ContextEntryKind.File,
                Size = content.Length,
                ModifiedNanoseconds = nanoseconds,
            };
            MakeDirectory(DirectoryOf(path), nanoseconds)[entry.Name] = entry;
        }
    }

    /// <inheritdoc/>
    public string SharedKey { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ContextEntry> List(string directory) =>
        directories.TryGetValue(directory, out var entries) ? [.. entries.Values] : [];

    /// <inheritdoc/>
    public Stream Open(string path, ContextEntry expected) => new MemoryStream(contents[path].ToArray(), writable: false);

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string DirectoryOf(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";

    private Dictionary<string, ContextEntry> MakeDirectory(string path, long nanoseconds)
    {
        if (directories.TryGetValue(path, out var existing))
        {
            return existing;
        }

        var entry = new ContextEntry
        {
            Name = NameOf(path),
            Kind = ContextEntryKind.Directory,
            Mode = (UnixFileMode)Convert.ToInt32("755", 8),
            ModifiedNanoseconds = nanoseconds,
        };
        MakeDirectory(DirectoryOf(path), nanoseconds)[entry.Name] = entry;
        return directories[path] = new(StringComparer.Ordinal);
    }
}
