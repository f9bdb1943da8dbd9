using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace Images.Building;

/// <summary>
/// Remembers how big images are, for engines whose lists do not tell: the size of an image never changes. A memory that is lost
/// costs a request an image.
/// </summary>
public sealed class SizeMemory
{
    private const int Most = 5000;

    private readonly MemoryFile<Dictionary<string, long>> file;
    private readonly Lazy<Dictionary<string, long>> before;
    private readonly ConcurrentDictionary<string, long> now = new(StringComparer.Ordinal);

    private SizeMemory(string root)
    {
        file = new(root, "sizes.json", SizeJson.Default.DictionaryStringInt64);
        before = new(() => new(file.Read() ?? [], StringComparer.Ordinal));
    }

    /// <summary>Prepares to read what earlier runs remembered, once somebody asks.</summary>
    /// <param name="root">The family's root.</param>
    /// <returns>The memory; an empty one where there is none or it cannot be read.</returns>
    public static SizeMemory Of(string root) => new(root);

    /// <summary>Tells how big an image is.</summary>
    /// <param name="imageId">The engine's id.</param>
    /// <param name="ask">Asks the engine, where nothing is remembered.</param>
    /// <returns>Bytes; null where the engine does not know either.</returns>
    public async Task<long?> OfAsync(string imageId, Func<Task<long?>> ask)
    {
        var size = now.TryGetValue(imageId, out var known) || before.Value.TryGetValue(imageId, out known) ? known : await ask();
        Add(imageId, size);
        return size;
    }

    /// <summary>Remembers how big an image is.</summary>
    /// <param name="imageId">The engine's id; null for none.</param>
    /// <param name="size">Bytes; null where that is not known.</param>
    public void Add(string? imageId, long? size)
    {
        if (imageId is not null && size is { } bytes)
        {
            now[imageId] = bytes;
        }
    }

    /// <summary>Writes the sizes down if one of them is new; where that cannot be, they are lost.</summary>
    public void Save()
    {
        if (now.IsEmpty || now.Keys.All(before.Value.ContainsKey))
        {
            return;
        }

        var others = before.Value.Where(size => !now.ContainsKey(size.Key)).Take(Most - now.Count);
        file.Write(new(now.Concat(others), StringComparer.Ordinal));
    }
}

[JsonSerializable(typeof(Dictionary<string, long>))]
internal sealed partial class SizeJson : JsonSerializerContext;
