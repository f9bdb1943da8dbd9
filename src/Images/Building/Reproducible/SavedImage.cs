using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Images.Building.Reproducible;

/// <summary>An image as <c>docker save</c> gives it, unpacked into files.</summary>
/// <param name="Configuration">The image's configuration.</param>
/// <param name="Layers">The layers, the lowest first; the same one may be there more than once.</param>
internal sealed record SavedImage(JsonObject Configuration, IReadOnlyList<SavedLayer> Layers)
{
    private const string LayersMember = "Layers";

    /// <summary>Unpacks an archive of one image.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="folder">An empty folder for the files.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image.</returns>
    /// <exception cref="InvalidDataException">It is broken, or does not hold one image.</exception>
    public static async Task<SavedImage> UnpackAsync(Stream archive, string folder, CancellationToken cancellationToken)
    {
        try
        {
            var unpacked = new Dictionary<string, string>(StringComparer.Ordinal);
            var links = new Dictionary<string, string>(StringComparer.Ordinal);
            await UnpackAsync(archive, folder, unpacked, links, cancellationToken);
            return await ReadAsync(
                name =>
                    unpacked.GetValueOrDefault(links.GetValueOrDefault(name) ?? name)
                    ?? throw new InvalidDataException($"the engine's archive of the image lacks {name}"),
                cancellationToken
            );
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or JsonException or InvalidOperationException)
        {
            throw new InvalidDataException("the engine's archive of the image is broken", error);
        }
    }

    private static async Task UnpackAsync(
        Stream archive,
        string folder,
        Dictionary<string, string> unpacked,
        Dictionary<string, string> links,
        CancellationToken cancellationToken
    )
    {
        await using var tar = new TarReader(archive, leaveOpen: true);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            var name = entry.Name.TrimEnd('/');
            if (entry.EntryType is TarEntryType.SymbolicLink)
            {
                // A layer that occurs twice is a link to itself.
                links[name] = Resolve(name, entry.LinkName);
            }
            else if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                // Names out of the archive never become names of files.
                unpacked[name] = Path.Combine(folder, unpacked.Count.ToString(CultureInfo.InvariantCulture));
                await using var file = File.Create(unpacked[name]);
                await (entry.DataStream?.CopyToAsync(file, cancellationToken) ?? Task.CompletedTask);
            }
        }
    }

    private static async Task<SavedImage> ReadAsync(Func<string, string> fileOf, CancellationToken cancellationToken)
    {
        var images = await JsonAsync("manifest.json") as JsonArray;
        if (
            images is not [JsonObject image]
            || image["Config"]?.GetValue<string>() is not { } name
            || await JsonAsync(name) is not JsonObject configuration
        )
        {
            throw new InvalidDataException("the engine's archive does not hold one image");
        }

        var layers = image[LayersMember] as JsonArray ?? [];
        var diffIds = configuration["rootfs"]?["diff_ids"] as JsonArray ?? [];
        return layers.Count == diffIds.Count
            ? new SavedImage(
                configuration,
                [.. diffIds.Zip(layers, (id, layer) => new SavedLayer(id!.GetValue<string>(), fileOf(layer!.GetValue<string>())))]
            )
            : throw new InvalidDataException("the engine's archive has other layers than the image in it");

        async Task<JsonNode?> JsonAsync(string name)
        {
            await using var file = File.OpenRead(fileOf(name));
            return await JsonNode.ParseAsync(file, cancellationToken: cancellationToken);
        }
    }

    private static string Resolve(string name, string target)
    {
        var parts = new List<string>(name.Split('/')[..^1]);
        foreach (var part in target.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not (".." or "."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}

/// <summary>A layer of an image as a file.</summary>
/// <param name="DiffId">SHA-256 of the uncompressed tar, <c>sha256:...</c>.</param>
/// <param name="Path">The file, as it is or compressed with gzip.</param>
internal sealed record SavedLayer(string DiffId, string Path)
{
    /// <summary>Opens it as a tar.</summary>
    /// <returns>The tar; dispose it.</returns>
    public Stream Open()
    {
        var file = File.OpenRead(Path);
        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : new BufferedStream(file, 1 << 16);
    }
}
