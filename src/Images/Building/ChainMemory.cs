using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace Images.Building;

/// <summary>
/// Remembers how images were joined to their parents, since that decides what the engine's cache knows of them: on their parents'
/// steps or on their images. A memory that is lost or wrong costs time and nothing else.
/// </summary>
public sealed class ChainMemory
{
    private readonly MemoryFile<Dictionary<string, ChainLink>> file;
    private readonly Lazy<ConcurrentDictionary<string, ChainLink>> links;

    private ChainMemory(string root)
    {
        file = new(root, "chains.json", ChainJson.Default.DictionaryStringChainLink);
        links = new(() => new(file.Read() ?? [], StringComparer.Ordinal));
    }

    /// <summary>Prepares to read what earlier runs remembered, once somebody asks.</summary>
    /// <param name="root">The family's root.</param>
    /// <returns>The memory; an empty one where there is none or it cannot be read.</returns>
    public static ChainMemory Of(string root) => new(root);

    /// <summary>Whether the engine's cache may know an image's steps as steps on those of its parents.</summary>
    /// <param name="id">The variant's id.</param>
    /// <param name="start">The fingerprint of its first step.</param>
    /// <returns>False where it was joined to its parents' images, or where already its first step is a new one.</returns>
    public bool MayKnow(string id, string start) => !links.Value.TryGetValue(id, out var link) || (link.Start == start && link.OnSteps);

    /// <summary>Remembers how an image is joined.</summary>
    /// <param name="id">The variant's id.</param>
    /// <param name="start">The fingerprint of its first step.</param>
    /// <param name="onSteps">Whether on its parents' steps.</param>
    public void Add(string id, string start, bool onSteps) => links.Value[id] = new ChainLink(start, onSteps);

    /// <summary>Writes the memory down if it was of use; where that cannot be, it is lost.</summary>
    public void Save()
    {
        if (links.IsValueCreated)
        {
            file.Write(new(links.Value, StringComparer.Ordinal));
        }
    }
}

/// <summary>How an image was joined to its parents.</summary>
/// <param name="Start">The fingerprint of its first step.</param>
/// <param name="OnSteps">Whether on their steps; else on their images.</param>
internal sealed record ChainLink(string Start, bool OnSteps);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Dictionary<string, ChainLink>))]
internal sealed partial class ChainJson : JsonSerializerContext;
