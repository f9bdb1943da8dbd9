using System.Formats.Tar;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Images.Definitions;

namespace Images.Engines;

/// <summary>One root file system as the archive that <c>docker load</c> takes; the same bytes for the same input, everywhere.</summary>
internal sealed class ImageArchive : HttpContent
{
    private readonly RootFileSystem layer;
    private readonly byte[] configuration;
    private readonly byte[] manifest;

    /// <summary>Composes the archive; the layer is read when it is sent.</summary>
    /// <param name="reference">The tag to give.</param>
    /// <param name="recipe">How the root file system was made.</param>
    /// <param name="layer">The root file system.</param>
    /// <param name="architecture">Its architecture in image terms, such as <c>amd64</c>.</param>
    public ImageArchive(string reference, BootstrapRecipe recipe, RootFileSystem layer, string architecture)
    {
        this.layer = layer;
        configuration = Encoding.UTF8.GetBytes(Configuration(recipe, layer.Digest, architecture).ToJsonString());
        ConfigurationDigest = Convert.ToHexStringLower(SHA256.HashData(configuration));
        manifest = Encoding.UTF8.GetBytes(
            new JsonArray(
                new JsonObject
                {
                    ["Config"] = $"{ConfigurationDigest}.json",
                    ["RepoTags"] = new JsonArray(reference),
                    ["Layers"] = new JsonArray($"{layer.Digest}/layer.tar"),
                }
            ).ToJsonString()
        );
        Headers.ContentType = new("application/x-tar");
    }

    /// <summary>SHA-256 of the image's configuration: its id on engines that keep images in their own store.</summary>
    public string ConfigurationDigest { get; }

    /// <summary>Writes the archive.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true);
        await AddAsync(tar, $"{ConfigurationDigest}.json", new MemoryStream(configuration), cancellationToken);
        await using (var file = File.OpenRead(layer.Path))
        {
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

    private static JsonObject Configuration(BootstrapRecipe recipe, string digest, string architecture)
    {
        var created = BootstrapCommand.Epoch.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var made = $"{recipe.Distribution} {recipe.Suite} minbase by mmdebstrap";
        return new JsonObject
        {
            ["architecture"] = architecture,
            ["config"] = new JsonObject
            {
                ["Env"] = new JsonArray("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
                ["Cmd"] = new JsonArray("bash"),
                ["Labels"] = new JsonObject { ["org.images.bootstrap"] = made },
            },
            ["created"] = created,
            ["history"] = new JsonArray(new JsonObject { ["created"] = created, ["created_by"] = made }),
            ["os"] = "linux",
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray($"sha256:{digest}") },
        };
    }

    private static async Task AddAsync(TarWriter tar, string name, Stream content, CancellationToken cancellationToken)
    {
        var entry = new UstarTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            ModificationTime = BootstrapCommand.Epoch,
        };
        await tar.WriteEntryAsync(entry, cancellationToken);
    }
}
