using System.Formats.Tar;
using System.Security.Cryptography;
using Images.Publishing.Contents;

namespace Images.Publishing.Exporting;

/// <summary>
/// Reads images as engines save them, once and as they come: documents are kept, layers that are wanted go into files. It is docker's
/// own format of old, an OCI image layout, or both in one.
/// </summary>
/// <param name="folder">For the files.</param>
/// <param name="memory">Knows the layers that stand under names of their own.</param>
internal sealed class SavedArchive(BlobFolder folder, PublishMemory memory)
{
    private const string LayoutBlobs = "blobs/sha256/";

    // What registries take as a manifest; configurations are no longer.
    private const int LargestDocument = 4 << 20;

    /// <summary>Gets the documents by their names in the archive.</summary>
    public Dictionary<string, byte[]> Documents { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads an archive of layers as they are in the engine, and compresses those that are wanted.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="layers">The diff ids of all layers in it, and whether each is wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the whole archive is read; the memory knows the layers.</returns>
    /// <exception cref="IOException">The archive breaks off, or a file cannot be written.</exception>
    /// <exception cref="InvalidDataException">It is no archive.</exception>
    public Task ReadLayersAsync(Stream archive, IReadOnlyDictionary<string, bool> layers, CancellationToken cancellationToken) =>
        ReadAsync(
            archive,
            async (name, entry) =>
            {
                var diffId = DigestOf(name) ?? memory.DiffIdOf(name);
                if (diffId is not null && layers.TryGetValue(diffId, out var wanted) ? wanted : diffId is null && IsLayer(name))
                {
                    await CompressAsync(name, entry.DataStream ?? Stream.Null, cancellationToken);
                }
                else if (diffId is null || !layers.ContainsKey(diffId))
                {
                    await KeepAsync(name, entry, cancellationToken);
                }
            },
            cancellationToken
        );

    /// <summary>Reads an archive of blobs as registries keep them.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="wanted">Whether a blob is needed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the whole archive is read; the folder has the blobs.</returns>
    /// <exception cref="IOException">The archive breaks off, or a file cannot be written.</exception>
    /// <exception cref="InvalidDataException">It is no archive, or a blob is not what its name says.</exception>
    public Task ReadBlobsAsync(Stream archive, Func<string, bool> wanted, CancellationToken cancellationToken) =>
        ReadAsync(
            archive,
            async (name, entry) =>
            {
                if (DigestOf(name) is not { } digest)
                {
                    await KeepAsync(name, entry, cancellationToken);
                }
                else if (entry.Length <= LargestDocument)
                {
                    await KeepAsync(name, entry, cancellationToken);
                    Check(digest, $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Documents[name]))}");
                }
                else if (wanted(digest) && !folder.Has(digest, entry.Length))
                {
                    Check(digest, await folder.AddAsync(entry.DataStream!, cancellationToken));
                }
            },
            cancellationToken
        );

    /// <summary>Finds the document of a digest.</summary>
    /// <param name="digest">The digest.</param>
    /// <returns>Null where the archive has none.</returns>
    public byte[]? Find(string digest) => Documents.GetValueOrDefault($"{LayoutBlobs}{digest["sha256:".Length..]}");

    private static async Task ReadAsync(Stream archive, Func<string, TarEntry, Task> readAsync, CancellationToken cancellationToken)
    {
        await using var tar = new TarReader(archive, leaveOpen: true);
        while (await NextAsync(tar, cancellationToken) is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                await readAsync(entry.Name, entry);
            }
        }
    }

    private static async Task<TarEntry?> NextAsync(TarReader tar, CancellationToken cancellationToken)
    {
        try
        {
            return await tar.GetNextEntryAsync(copyData: false, cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or FormatException or EndOfStreamException)
        {
            throw new InvalidDataException("their archive is broken", error);
        }
    }

    // 'HEX.tar' is podman's, 'HEX/layer.tar' docker's before its 25th version.
    private static bool IsLayer(string name) => name.EndsWith(".tar", StringComparison.Ordinal);

    private static string? DigestOf(string name)
    {
        var hex =
            name.StartsWith(LayoutBlobs, StringComparison.Ordinal) ? name[LayoutBlobs.Length..]
            : name.EndsWith(".tar", StringComparison.Ordinal) && !name.Contains('/', StringComparison.Ordinal) ? name[..^".tar".Length]
            : string.Empty;
        return hex.Length == 2 * SHA256.HashSizeInBytes && hex.All(char.IsAsciiHexDigitLower) ? $"sha256:{hex}" : null;
    }

    private static void Check(string expected, string actual)
    {
        if (expected != actual)
        {
            throw new InvalidDataException($"the engine's archive has {actual} under the name of {expected}");
        }
    }

    private async Task CompressAsync(string name, Stream layer, CancellationToken cancellationToken)
    {
        var compressed = await folder.CompressAsync(layer, cancellationToken);
        memory.Add(compressed.DiffId, compressed.Digest, compressed.Size);
        if (DigestOf(name) is { } expected)
        {
            Check(expected, compressed.DiffId);
        }
        else
        {
            memory.AddName(name, compressed.DiffId);
        }
    }

    private async Task KeepAsync(string name, TarEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Length <= LargestDocument)
        {
            var bytes = new byte[entry.Length];
            await (entry.DataStream?.ReadExactlyAsync(bytes, cancellationToken) ?? ValueTask.CompletedTask);
            Documents[name] = bytes;
        }
    }
}
