using System.Text.Json;
using System.Text.Json.Nodes;

namespace Images.BuildKit.Layouts;

/// <summary>The tags of a layout: its <c>index.json</c>. Others may write it at the same time, from other processes, too.</summary>
/// <param name="path">The file; it need not exist.</param>
/// <param name="time">Waits for those others.</param>
internal sealed class OciIndex(string path, TimeProvider time)
{
    private const string Manifests = "manifests";
    private const string Annotations = "annotations";
    private const string TagAnnotation = "org.opencontainers.image.ref.name";

    private const int Attempts = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The digest under a tag; null where there is no index, or no such tag in it.</summary>
    /// <exception cref="JsonException">The file is no index.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<BlobDigest?> FindAsync(string tag, CancellationToken cancellationToken)
    {
        var entries = (await ReadAsync(cancellationToken))[Manifests] as JsonArray ?? [];
        var text = entries.OfType<JsonObject>().FirstOrDefault(entry => TagOf(entry) == tag)?["digest"] as JsonValue;
        return BlobDigest.TryParse(TextOf(text), out var digest) ? digest : null;
    }

    /// <summary>Has a tag stand for a manifest, and for nothing else. All other entries stay.</summary>
    /// <param name="tag">Such as <c>latest</c>.</param>
    /// <param name="descriptor">The manifest's descriptor, in JSON.</param>
    /// <param name="cancellationToken">Stops waiting for others who write.</param>
    /// <exception cref="JsonException">The file is no index, or the descriptor none.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task PutAsync(string tag, string descriptor, CancellationToken cancellationToken)
    {
        var added = JsonNode.Parse(descriptor) as JsonObject ?? throw new JsonException("the descriptor is no object");
        var annotations = added[Annotations] as JsonObject ?? [];
        annotations[TagAnnotation] = tag;
        added[Annotations] = annotations;

        await using var mine = await LockAsync(cancellationToken);
        var index = await ReadAsync(cancellationToken);
        var entries = index[Manifests] as JsonArray ?? [];
        index[Manifests] = entries;
        foreach (var old in entries.OfType<JsonObject>().Where(entry => TagOf(entry) == tag).ToList())
        {
            entries.Remove(old);
        }

        entries.Add((JsonNode)added);
        var draft = $"{path}.{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(draft, index.ToJsonString(), cancellationToken);
        File.Move(draft, path, overwrite: true);
    }

    private static string? TagOf(JsonObject entry) => TextOf((entry[Annotations] as JsonObject)?[TagAnnotation] as JsonValue);

    private static string? TextOf(JsonValue? value) => value is not null && value.TryGetValue<string>(out var text) ? text : null;

    private async Task<JsonObject> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllTextAsync(path, cancellationToken);
            return JsonNode.Parse(text) as JsonObject ?? throw new JsonException("it is no object");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new JsonObject { ["schemaVersion"] = 2 };
        }
    }

    /// <summary>Waits until nobody else holds the index. The file of the lock stays: removing it would let two in.</summary>
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException) && attempt < Attempts)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
