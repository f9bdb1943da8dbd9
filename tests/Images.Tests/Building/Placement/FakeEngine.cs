using System.Collections.Concurrent;
using Images.Building;
using Images.Building.Placement;
using Images.Definitions;
using Images.Engines;
using Images.Planning;

namespace Images.Tests.Building.Placement;

/// <summary>An engine in memory: names and ids, and a registry that all of them reach.</summary>
internal sealed class FakeEngine(string name, ConcurrentDictionary<string, string> registry)
    : IImageStore,
        IImageTransfer,
        IBaseImages,
        IImageContents,
        IImageBuilder
{
    private int building;

    public ConcurrentDictionary<string, string> Names { get; } = new(StringComparer.Ordinal);

    public ConcurrentBag<string> Happened { get; } = [];

    /// <summary>What each build was bound to: image, then reference to local name.</summary>
    public ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> Bindings { get; } = new(StringComparer.Ordinal);

    public int MostAtOnce { get; private set; }

    public string? PushError { get; set; }

    public bool Answers { get; set; } = true;

    public bool FetchesLayersLater { get; set; }

    /// <summary>The image whose build takes the engine down.</summary>
    public string? Deadly { get; set; }

    public Func<PlannedImage, Task> Before { get; set; } = _ => Task.CompletedTask;

    public BuildSite Site(int slots) =>
        new()
        {
            Name = name,
            Slots = slots,
            FetchesLayersLater = FetchesLayersLater,
            Builder = this,
            Store = this,
            Transfer = this,
            Bases = this,
            Contents = this,
            AnswersAsync = _ => Task.FromResult(Answers),
        };

    public async Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref building));
        await Before(build.Image);
        var names = await build.ParentNamesAsync(cancellationToken);
        Interlocked.Decrement(ref building);
        Bindings[build.Image.Id] = names;
        if (build.Image.Id == Deadly)
        {
            Answers = false;
            throw new HttpRequestException("connection reset");
        }

        Assert.All(names.Values, parent => Assert.Contains(parent, Names.Keys));
        var (id, local) = ($"sha256:{build.Image.Id}", LocalNames.Building(build.Image.Rendered.Variant));
        Names[local] = id;
        return new BuiltImage(build.Image, BuildOutcome.Built, id, 10, TimeSpan.Zero, null, null) { LocalName = local };
    }

    public Task<StoredImage?> FindAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(Names.TryGetValue(name, out var id) ? new StoredImage(id, 10) : null);

    public Task TagAsync(string id, string reference, CancellationToken cancellationToken)
    {
        Names[reference] = id;
        return Task.CompletedTask;
    }

    public Task UntagAsync(string reference, CancellationToken cancellationToken)
    {
        Names.TryRemove(reference, out _);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Names.Keys.Order(StringComparer.Ordinal)]);

    public Task<IReadOnlyList<KeptImage>> ListBuiltAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KeptImage>>([]);

    public Task<string> PushAsync(string reference, CancellationToken cancellationToken)
    {
        Happened.Add($"push {reference}");
        if (PushError is not null || !Answers)
        {
            return Task.FromException<string>(new EngineException($"push of {reference}: {PushError ?? "no answer"}"));
        }

        registry[reference] = Names[reference];
        return Task.FromResult(Names[reference]);
    }

    public Task<string> PullAsync(string reference, string digest, CancellationToken cancellationToken)
    {
        Happened.Add($"pull {reference}");
        Assert.Equal(digest, registry[reference]);
        Names[reference] = registry[reference];
        return Task.FromResult(registry[reference]);
    }

    public Task<BaseImage> EnsureAsync(string reference, BootstrapRecipe? recipe, CancellationToken cancellationToken) =>
        Names.TryGetValue(reference, out var id)
            ? Task.FromResult(new BaseImage(reference, id, [], BaseImageSource.Local))
            : Task.FromException<BaseImage>(new EngineException($"base {reference}: nowhere to be had"));

    public Task<string?> DigestAsync(string reference, CancellationToken cancellationToken) =>
        Task.FromResult(Names.GetValueOrDefault(reference) ?? Names.Values.FirstOrDefault(id => id == reference));
}
