using Images.Building;
using Images.Engines;
using Images.Planning;

namespace Images.Tests.Building.Reproducible;

/// <summary>An engine in memory that gives and takes images as archives.</summary>
internal sealed class ArchivingEngine : IImageArchives, IImageStore
{
    /// <summary>Gets what <c>docker save</c> gives for each image.</summary>
    public Dictionary<string, byte[]> Saved { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets which image each name means.</summary>
    public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the layers of images that others are built from.</summary>
    public Dictionary<string, string[]> Layers { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the calls that matter, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Gets or sets what it says instead of taking an image.</summary>
    public string? Refusal { get; set; }

    /// <summary>Gets or sets what happens while it takes an image.</summary>
    public Action OnLoad { get; set; } = () => { };

    public Task<IReadOnlyList<string>> LayersAsync(string reference, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(Layers.GetValueOrDefault(reference, []));

    public Task<Stream> SaveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var id = string.Join(' ', ids);
        Calls.Add($"save {id}");
        return Task.FromResult<Stream>(new MemoryStream(Saved[id]));
    }

    public async Task<string> LoadAsync(LoadArchive archive, CancellationToken cancellationToken)
    {
        Calls.Add("load");
        OnLoad();
        using var taken = new MemoryStream();
        await archive.WriteAsync(taken, cancellationToken);
        if (Refusal is not null)
        {
            return Refusal;
        }

        var id = $"sha256:{archive.ConfigurationDigest}";
        Saved[id] = taken.ToArray();
        var names = System.Text.Json.Nodes.JsonNode.Parse(Tar.Read(Saved[id]).Single(entry => entry.Name == "manifest.json").Content());
        foreach (var name in names![0]!["RepoTags"]!.AsArray())
        {
            Names[name!.GetValue<string>()] = id;
        }

        return "loaded";
    }

    public Task<StoredImage?> FindAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(Names.TryGetValue(name, out var id) ? new StoredImage(id, 7) : null);

    public Task UntagAsync(string reference, CancellationToken cancellationToken)
    {
        Calls.Add($"untag {reference}");
        Names.Remove(reference);
        return Task.CompletedTask;
    }

    public Task TagAsync(string id, string reference, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<KeptImage>> ListBuiltAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
