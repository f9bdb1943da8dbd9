using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Images.BuildKit.Contexts;

/// <summary>A context of files in memory, with directories made as their paths need them.</summary>
public sealed class MemoryContext : IContextSource
{
    private readonly Dictionary<string, Dictionary<string, ContextEntry>> directories = new(StringComparer.Ordinal) { [""] = [] };
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> contents = new(StringComparer.Ordinal);

    /// <summary>Takes files by relative path with '/'. All are 0644.</summary>
    /// <param name="sharedKey">See <see cref="IContextSource.SharedKey"/>.</param>
    /// <param name="files">Path to contents.</param>
    /// <param name="modified">
    /// The date of every file, to the second; null is 1970. The fraction of the second comes from the contents, since size and
    /// date are all that the engine compares to know what changed.
    /// </param>
    public MemoryContext(string sharedKey, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, DateTimeOffset? modified = null)
    {
        SharedKey = sharedKey;
        var seconds = (modified ?? DateTimeOffset.UnixEpoch).ToUnixTimeSeconds() * NanosecondsPerSecond;
        foreach (var (given, content) in files)
        {
            var path = ContextPath.Clean(given);
            contents[path] = content;
            var entry = new ContextEntry
            {
                Name = ContextPath.NameOf(path),
                Kind = ContextEntryKind.File,
                Size = content.Length,
                ModifiedNanoseconds = seconds + Fraction(content.Span),
            };
            MakeDirectory(ContextPath.DirectoryOf(path), seconds)[entry.Name] = entry;
        }
    }

    /// <inheritdoc/>
    public string SharedKey { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ContextEntry> List(string directory) =>
        directories.TryGetValue(directory, out var entries) ? [.. entries.Values] : [];

    /// <inheritdoc/>
    public Stream Open(string path, ContextEntry expected) => new MemoryStream(contents[path].ToArray(), writable: false);

    private static long Fraction(ReadOnlySpan<byte> content) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(content)) % NanosecondsPerSecond;

    private Dictionary<string, ContextEntry> MakeDirectory(string path, long nanoseconds)
    {
        if (directories.TryGetValue(path, out var existing))
        {
            return existing;
        }

        var entry = new ContextEntry
        {
            Name = ContextPath.NameOf(path),
            Kind = ContextEntryKind.Directory,
            Mode = (UnixFileMode)Convert.ToInt32("755", 8),
            ModifiedNanoseconds = nanoseconds,
        };
        MakeDirectory(ContextPath.DirectoryOf(path), nanoseconds)[entry.Name] = entry;
        return directories[path] = new(StringComparer.Ordinal);
    }
}
