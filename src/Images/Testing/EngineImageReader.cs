using System.Formats.Tar;
using System.Net;
using System.Text.Json.Nodes;
using Images.Engines;
using Images.Engines.Inspecting;

namespace Images.Testing;

/// <summary>Reads images through the engine: their configuration, and files out of a container that is never started.</summary>
/// <param name="engine">The engine.</param>
/// <param name="time">The clock for the limits of creation and removal, which are not cancelled.</param>
public sealed class EngineImageReader(EngineConnection engine, TimeProvider time) : IImageReader
{
    // As many as the kernel follows: path_resolution(7).
    private const int MostLinks = 40;
    private static readonly string[] PlatformParts = ["Os", "Architecture", "Variant"];

    /// <inheritdoc/>
    public async Task<ImageFacts> InspectAsync(string imageId, CancellationToken cancellationToken)
    {
        var image = await engine.Http.GetAsync($"images/{Uri.EscapeDataString(imageId)}/json", cancellationToken);
        var config = image?["Config"];
        var id = image?["Id"]?.GetValue<string>() ?? imageId;
        var isManifest = StoredAs.Manifest(id, Texts(image?["RepoDigests"]));
        return new(
            Texts(config?["Entrypoint"]),
            Texts(config?["Cmd"]),
            isManifest ? await OnDiskAsync(id, cancellationToken) : image?["Size"]?.GetValue<long>() ?? 0,
            (image?["RootFS"]?["Layers"] as JsonArray)?.Count ?? 0
        )
        {
            IsSizeOnDisk = isManifest,
            Environment = Texts(config?["Env"])
                .Select(static variable => variable.Split('=', 2))
                .DistinctBy(static parts => parts[0])
                .ToDictionary(static parts => parts[0], static parts => parts.Length > 1 ? parts[1] : "", StringComparer.Ordinal),
            Labels = Members(config?["Labels"])
                .ToDictionary(static label => label.Key, static label => label.Value?.GetValue<string>() ?? "", StringComparer.Ordinal),
            Ports = [.. Members(config?["ExposedPorts"]).Select(static port => port.Key)],
            Volumes = [.. Members(config?["Volumes"]).Select(static volume => volume.Key)],
            Workdir = config?["WorkingDir"]?.GetValue<string>() ?? "",
            User = config?["User"]?.GetValue<string>() ?? "",
            Platform = string.Join(
                '/',
                PlatformParts.Select(name => image?[name]?.GetValue<string>() ?? "").Where(static part => part.Length > 0)
            ),
        };
    }

    private async Task<long> OnDiskAsync(string id, CancellationToken cancellationToken) =>
        (await new ImageHistory(engine.Http).LayersAsync(id, cancellationToken)).Sum(static layer => layer.Size);

    /// <inheritdoc/>
    public async Task<IImageFiles> OpenAsync(ContainerSpec spec)
    {
#pragma warning disable CA2000 // Dispose objects before losing scope: the files own their container
        return new EngineImageFiles(engine.Http, await UnstartedContainer.CreateAsync(engine.Http, spec, time));
#pragma warning restore CA2000
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, byte[]>> ReadFilesAsync(
        string imageId,
        IReadOnlyList<string> paths,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var container = await UnstartedContainer.CreateAsync(engine.Http, new ContainerSpec(imageId), time);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (await ReadAsync(container.Id, path, limit, cancellationToken) is { } content)
            {
                files[path] = content;
            }
        }

        return files;
    }

    private async Task<byte[]?> ReadAsync(string container, string path, int limit, CancellationToken cancellationToken)
    {
        for (var links = 0; links < MostLinks; links++)
        {
            var query = $"containers/{container}/archive?path={Uri.EscapeDataString(path)}";
            try
            {
                using var answer = await engine.Http.OpenAsync(HttpMethod.Get, query, null, cancellationToken);
                await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
                await using var tar = new TarReader(stream);
                var entry = await tar.GetNextEntryAsync(copyData: false, cancellationToken);
                if (entry?.EntryType != TarEntryType.SymbolicLink)
                {
                    return entry?.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                        ? await ContentAsync(entry, limit, cancellationToken)
                        : null;
                }

                path = Target(path, entry.LinkName);
            }
            catch (EngineRefusedException error) when (error.Status == HttpStatusCode.NotFound)
            {
                return null;
            }
            catch (Exception error) when (error is InvalidDataException or IOException or FormatException)
            {
                throw new EngineException($"{path}: the engine's archive cannot be read: {error.Message}", error);
            }
        }

        return null;
    }

    private static async Task<byte[]> ContentAsync(TarEntry entry, int limit, CancellationToken cancellationToken)
    {
        if (entry.DataStream is not { } data)
        {
            return [];
        }

        var content = new byte[Math.Min(limit, entry.Length)];
        await data.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    // The engine resolves it again below the image's root, so '..' leads nowhere else.
    private static string Target(string path, string link) => link.StartsWith('/') ? link : path[..(path.LastIndexOf('/') + 1)] + link;

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonNode? map) => map as JsonObject ?? [];

    private static string[] Texts(JsonNode? list) =>
        [.. (list as JsonArray ?? []).Select(item => item?.GetValue<string>() ?? string.Empty)];
}
