namespace Images.BuildKit.Layouts;

/// <summary>
/// A directory in the form of an OCI image layout (OCI Image Format, "Image Layout"): blobs by digest, and an index of tags. What
/// is being written stands in <c>ingest</c> until it is whole and checked.
/// </summary>
internal sealed class OciLayout
{
    private readonly string blobs;
    private readonly string ingest;

    /// <param name="path">The directory; it need not exist.</param>
    /// <param name="time">Waits for others who write the index.</param>
    public OciLayout(string path, TimeProvider time)
    {
        Path = System.IO.Path.GetFullPath(path);
        Index = new OciIndex(System.IO.Path.Combine(Path, "index.json"), time);
        blobs = System.IO.Path.Combine(Path, "blobs", BlobDigest.Algorithm);
        ingest = System.IO.Path.Combine(Path, "ingest");
    }

    /// <summary>The whole path of the directory.</summary>
    public string Path { get; }

    /// <summary>The tags.</summary>
    public OciIndex Index { get; }

    /// <summary>Makes the directories where they are missing.</summary>
    /// <exception cref="IOException">They cannot be made.</exception>
    public void Create()
    {
        Directory.CreateDirectory(blobs);
        Directory.CreateDirectory(ingest);
        var marker = System.IO.Path.Combine(Path, "oci-layout");
        if (!File.Exists(marker))
        {
            File.WriteAllText(marker, """{"imageLayoutVersion":"1.0.0"}""");
        }
    }

    /// <summary>The file of a blob; null where the layout has none of this digest.</summary>
    public FileInfo? Find(BlobDigest digest)
    {
        var file = new FileInfo(PathOf(digest));
        return file.Exists ? file : null;
    }

    /// <summary>Begins to write a blob.</summary>
    /// <exception cref="IOException">The directory cannot be written to.</exception>
    public BlobWrite BeginWrite()
    {
        Directory.CreateDirectory(ingest);
        return new(System.IO.Path.Combine(ingest, Guid.NewGuid().ToString("N")), PathOf);
    }

    private string PathOf(BlobDigest digest) => System.IO.Path.Combine(blobs, digest.Hex);
}
