using System.Security.Cryptography;

namespace Images.BuildKit.Layouts;

/// <summary>A blob on its way into a layout. It gets its name when it is whole; disposing it before leaves nothing.</summary>
internal sealed class BlobWrite : IAsyncDisposable
{
    private readonly string path;
    private readonly Func<BlobDigest, string> destination;
    private readonly FileStream file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool committed;

    /// <param name="path">Where the bytes stand meanwhile: a name that nobody has.</param>
    /// <param name="destination">Where a whole blob belongs, on the same file system.</param>
    public BlobWrite(string path, Func<BlobDigest, string> destination)
    {
        this.path = path;
        this.destination = destination;
        file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
    }

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>The digest of the bytes so far.</summary>
    public BlobDigest Digest
    {
        get
        {
            Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
            hash.GetCurrentHash(sum);
            return BlobDigest.Of(sum);
        }
    }

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        await file.WriteAsync(data, cancellationToken);
        hash.AppendData(data.Span);
        Length += data.Length;
    }

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        file.SetLength(0);
        file.Position = 0;
        hash.GetHashAndReset();
        Length = 0;
    }

    /// <summary>Gives the blob its name, in one step: nobody sees half of one.</summary>
    public async Task CommitAsync()
    {
        await file.DisposeAsync();
        var target = destination(Digest);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(path, target, overwrite: true);
        committed = true;
    }

    public async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        hash.Dispose();
        if (!committed)
        {
            File.Delete(path);
        }
    }
}
