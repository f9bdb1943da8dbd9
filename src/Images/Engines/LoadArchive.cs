using System.Formats.Tar;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>An image as the archive that <c>docker load</c> takes; the same bytes for the same input, everywhere.</summary>
public class LoadArchive : HttpContent
{
    private readonly byte[] configuration;
    private readonly IReadOnlyList<LayerFile> layers;
    private readonly byte[] manifest;
    private readonly DateTimeOffset time;

    /// <summary>Composes the archive; the layers are read when it is sent.</summary>
    /// <param name="configuration">The image's configuration, as JSON.</param>
    /// <param name="layers">The layers, the lowest first.</param>
    /// <param name="names">The references to give.</param>
    /// <param name="time">The time of the archive's own entries.</param>
    public LoadArchive(JsonObject configuration, IReadOnlyList<LayerFile> layers, IReadOnlyList<string> names, DateTimeOffset time)
    {
        (this.layers, this.time) = (layers, time);
        this.configuration = Encoding.UTF8.GetBytes(configuration.ToJsonString());
        ConfigurationDigest = Convert.ToHexStringLower(SHA256.HashData(this.configuration));
        manifest = Encoding.UTF8.GetBytes(
            new JsonArray(
                new JsonObject
                {
                    ["Config"] = $"{ConfigurationDigest}.json",
                    ["RepoTags"] = new JsonArray([.. names.Select(name => (JsonNode)name)]),
                    ["Layers"] = new JsonArray([.. layers.Select(layer => (JsonNode)$"{layer.Digest}/layer.tar")]),
                }
            ).ToJsonString()
        );
        Headers.ContentType = new("application/x-tar");
    }

    /// <summary>SHA-256 of the image's configuration: its id on engines that keep images in their own store.</summary>
    public string ConfigurationDigest { get; }

    /// <summary>Writes the archive.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When all is written.</returns>
    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var tar = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true);
        await AddAsync(tar, $"{ConfigurationDigest}.json", new MemoryStream(configuration), cancellationToken);
        foreach (var layer in layers.DistinctBy(layer => layer.Digest))
        {
            await using var file = File.OpenRead(layer.Path);
            await AddAsync(tar, $"{layer.Digest}/layer.tar", file, cancellationToken);
        }

        await AddAsync(tar, "manifest.json", new MemoryStream(manifest), cancellationToken);
    }

    /// <inheritdoc />
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, CancellationToken.None);

    /// <inheritdoc />
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        WriteAsync(stream, cancellationToken);

    /// <inheritdoc />
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async Task AddAsync(TarWriter tar, string name, Stream content, CancellationToken cancellationToken)
    {
        // GNU, not ustar: a layer may have more than 8 GiB.
        var entry = new GnuTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            ModificationTime = time,
            AccessTime = time,
            ChangeTime = time,
        };
        await tar.WriteEntryAsync(entry, cancellationToken);
    }
}

/// <summary>A layer as a file.</summary>
/// <param name="Digest">SHA-256 of the uncompressed tar as 64 hex digits: the layer's diff id.</param>
/// <param name="Path">The file, as it is or compressed with gzip.</param>
public sealed record LayerFile(string Digest, string Path);
