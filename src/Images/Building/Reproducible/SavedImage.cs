using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Images.Building.Reproducible;

/// <summary>An image as <c>docker save</c> gives it, unpacked into files.</summary>
/// <param name="Configuration">The image's configuration.</param>
/// <param name="Layers">The files of the layers, the lowest first; each as it is or compressed with gzip.</param>
internal sealed record SavedImage(JsonObject Configuration, IReadOnlyList<string> Layers)
{
    private const string LayersMember = "Layers";

    /// <summary>Gets the diff ids of the layers, <c>sha256:...</c>, the lowest first.</summary>
    public IReadOnlyList<string> DiffIds =>
        [.. (Configuration["rootfs"]?["diff_ids"] as JsonArray ?? []).Select(digest => digest!.GetValue<string>())];

    /// <summary>Unpacks an archive of one image.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="folder">An empty folder for the files.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image.</returns>
    /// <exception cref="InvalidDataException">It holds no image, or several.</exception>
    public static async Task<SavedImage> UnpackAsync(Stream archive, string folder, CancellationToken cancellationToken)
    {
        // Names out of the archive never become names of files.
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var tar = new TarReader(archive);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            var name = entry.Name.TrimEnd('/');
            if (entry.EntryType is TarEntryType.SymbolicLink)
            {
                // A layer that occurs twice is a link to itself.
                links[name] = Resolve(name, entry.LinkName);
            }
            else if (entry.DataStream is { } data)
            {
                files[name] = Path.Combine(folder, files.Count.ToString(CultureInfo.InvariantCulture));
                await using var file = File.Create(files[name]);
                await data.CopyToAsync(file, cancellationToken);
            }
            else if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                files[name] = Path.Combine(folder, files.Count.ToString(CultureInfo.InvariantCulture));
                await File.WriteAllBytesAsync(files[name], [], cancellationToken);
            }
        }

        if (await ReadAsync("manifest.json") is not JsonArray { Count: 1 } manifest || manifest[0]?["Config"] is not { } configuration)
        {
            throw new InvalidDataException("the engine's archive does not hold one image");
        }

        return new SavedImage(
            await ReadAsync(configuration.GetValue<string>()) as JsonObject
                ?? throw new InvalidDataException("the image has no configuration"),
            [.. (manifest[0]![LayersMember] as JsonArray ?? []).Select(layer => FileOf(layer!.GetValue<string>()))]
        );

        string FileOf(string name) =>
            files.GetValueOrDefault(links.GetValueOrDefault(name) ?? name)
            ?? throw new InvalidDataException($"the engine's archive lacks {name}");

        async Task<JsonNode?> ReadAsync(string name)
        {
            await using var file = File.OpenRead(FileOf(name));
            return await JsonNode.ParseAsync(file, cancellationToken: cancellationToken);
        }
    }

    /// <summary>Opens a layer as a tar.</summary>
    /// <param name="path">Its file.</param>
    /// <returns>The tar; dispose it.</returns>
    public static Stream OpenLayer(string path)
    {
        var file = File.OpenRead(path);
        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : new BufferedStream(file, 1 << 16);
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
