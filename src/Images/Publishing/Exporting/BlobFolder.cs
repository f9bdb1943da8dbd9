using System.Globalization;
using System.Security.Cryptography;

namespace Images.Publishing.Exporting;

/// <summary>
/// Compressed layers on their way to registries, a file each under its digest. What a killed run has left is used by the next one;
/// the folder goes when everything has arrived.
/// </summary>
internal sealed class BlobFolder
{
    private readonly string path;
    private int unfinished;

    /// <summary>Uses the family's folder for it; it is made when there is something to put into it.</summary>
    /// <param name="root">The family's root.</param>
    public BlobFolder(string root) => path = Path.Combine(root, "artifacts", "blobs");

    /// <summary>Gets the folder's absolute path.</summary>
    public string Folder => path;

    /// <summary>Gets the bytes that there is room for; null where that is not known.</summary>
    public long? Room
    {
        get
        {
            try
            {
                Directory.CreateDirectory(path);
                return new DriveInfo(path).AvailableFreeSpace;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return null;
            }
        }
    }

    /// <summary>Tells the file of a blob.</summary>
    /// <param name="digest">The blob's digest.</param>
    /// <returns>The path.</returns>
    public string FileOf(string digest) => Path.Combine(path, digest.Replace(':', '-'));

    /// <summary>Says whether a blob is there.</summary>
    /// <param name="digest">The blob's digest.</param>
    /// <param name="size">The bytes that it must have.</param>
    /// <returns>True when it is.</returns>
    public bool Has(string digest, long size) => new FileInfo(FileOf(digest)) is { Exists: true } file && file.Length == size;

    /// <summary>Compresses a layer into the folder.</summary>
    /// <param name="layer">The tar.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="IOException">The layer cannot be read, or the file not written.</exception>
    public async Task<CompressedLayer> CompressAsync(Stream layer, CancellationToken cancellationToken)
    {
        var file = Unfinished();
        var compressed = await LayerCompressor.CompressAsync(layer, file, cancellationToken);
        File.Move(file, FileOf(compressed.Digest), overwrite: true);
        return compressed;
    }

    /// <summary>Puts a blob into the folder.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its digest.</returns>
    /// <exception cref="IOException">The blob cannot be read, or the file not written.</exception>
    public async Task<string> AddAsync(Stream blob, CancellationToken cancellationToken)
    {
        var file = Unfinished();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var target = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous))
        {
            var buffer = new byte[1 << 20];
            for (int length; (length = await blob.ReadAsync(buffer, cancellationToken)) > 0; )
            {
                hash.AppendData(buffer, 0, length);
                await target.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
            }
        }

        var digest = $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
        File.Move(file, FileOf(digest), overwrite: true);
        return digest;
    }

    /// <summary>Removes the folder with all that is in it; what cannot be removed stays.</summary>
    public void Delete()
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It costs room and nothing else.
        }
    }

    private string Unfinished()
    {
        Directory.CreateDirectory(path);
        var number = Interlocked.Increment(ref unfinished).ToString(CultureInfo.InvariantCulture);
        return Path.Combine(path, $"unfinished-{number}");
    }
}
