using Images.Building;
using Images.Definitions;
using Images.Planning;
using Images.Publishing;
using Images.Registry;
using Images.Registry.Tests;
using Images.Registry.Transport;
using Images.Rendering;

namespace Images.Tests.Publishing;

/// <summary>Publishes images of R to registries in memory, as often as a test wants.</summary>
internal sealed class PublishingFamily : IDisposable
{
    public const string Registry = "127.0.0.1:1/acme";

    private static readonly SourceLocation Place = new("images/r-ver/image.yaml", 3, 7);

    private readonly List<BuiltImage> images = [];

    /// <summary>Gets the registry.</summary>
    public MemoryRegistry Server { get; init; } = new();

    /// <summary>Gets the folder of the family.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("images-").FullName;

    /// <summary>Gets what the last run read out of the engine.</summary>
    public MemoryExport? Export { get; private set; }

    /// <summary>Gets or sets how often the client tries again.</summary>
    public int Retries { get; init; }

    /// <summary>Gets or sets what is attached to images; null: nothing.</summary>
    public Images.Publishing.Attaching.AttachOptions? Attach { get; set; }

    /// <summary>Gets or sets the processors that images are for; one makes a manifest of its own, several an index.</summary>
    public IReadOnlyList<string> Platforms { get; set; } = [];

    /// <summary>Adds a variant of R.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="content">What is in it; null: its version.</param>
    /// <param name="tags">The tags as written; null: version, minor and latest.</param>
    public PublishingFamily With(string version, string? content = null, params string[] tags)
    {
        tags = tags is [] ? ["{{ r }}", "{{ r | minor }}", "latest"] : tags;
        var variant = BareVariant.Named("r-ver") with
        {
            Id = $"r-ver:{version}",
            FolderName = version,
            Axes = new Dictionary<string, string> { ["r"] = version },
            Tags = [.. tags.Select(tag => TagOf(tag, version))],
        };
        var rendered = new RenderedImage(
            variant,
            "FROM scratch\n",
            $"images/r-ver/{version}/Dockerfile",
            "templates/r-ver.Dockerfile.sbn",
            []
        );
        var planned = new PlannedImage(rendered, []);
        images.Add(
            new BuiltImage(
                planned,
                BuildOutcome.Built,
                MemoryExport.IdOf(variant.Id, content ?? version),
                100,
                TimeSpan.Zero,
                null,
                content ?? version
            )
        );
        return this;
    }

    /// <summary>Plans.</summary>
    public async Task<PublishPlan> PlanAsync(bool allowOverwrite = false, params string[] registries)
    {
        using var client = Client();
        return await Publisher(client, allowOverwrite).PlanAsync(Where(registries), TestContext.Current.CancellationToken);
    }

    /// <summary>Plans and publishes.</summary>
    public async Task<PublishResult> PublishAsync(bool allowOverwrite = false, params string[] registries)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var client = Client();
        var publisher = Publisher(client, allowOverwrite);
        var plan = await publisher.PlanAsync(Where(registries), cancel);
        Assert.Empty(plan.Refusals);
        return await publisher.PublishAsync(plan, new Progress<string>(), cancel);
    }

    /// <summary>Finds a variant.</summary>
    public Variant? VariantOf(string id) =>
        images.Select(image => image.Planned.Rendered.Variant).FirstOrDefault(variant => variant.Id == id);

    /// <summary>Tells which variant a tag is on.</summary>
    public string? VariantAt(string tag) =>
        Server.Tags.TryGetValue(("acme/r-ver", tag), out var digest)
            ? images
                .Select(image => image.Planned.Id)
                .FirstOrDefault(id =>
                    System.Text.Encoding.UTF8.GetString(ConfigurationOf(digest)).Contains($"\"{id}\"", StringComparison.Ordinal)
                )
                ?? "another"
            : null;

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private byte[] ConfigurationOf(string digest)
    {
        var manifest = new Images.Registry.Contents.FetchedManifest(
            new("", digest, 0),
            Server.Manifests[("acme/r-ver", digest)].Bytes
        ).ToImage();
        return Server.Blobs[("acme/r-ver", manifest.Config.Digest)];
    }

    private Publications Where(string[] registries) => Publications.Of(images, registries is [] ? [Registry] : registries);

#pragma warning disable CA2000 // Dispose objects before losing scope: it would dispose of the registry, which outlives the client
    /// <summary>Makes a client of the registry.</summary>
    public RegistryClient Client() =>
        new(new RegistryOptions { Retries = Retries }, new HastyTime(), new HttpMessageInvoker(Server, disposeHandler: false));
#pragma warning restore CA2000

    private Publisher Publisher(RegistryClient client, bool allowOverwrite)
    {
        var files = PublishFiles.Of(Root);
        Export = new MemoryExport(files.Memory) { Platforms = Platforms };
        foreach (var image in images)
        {
            Export.Add(image.Planned.Id, image.LogPath!);
        }

        var options = new PublishOptions { AllowOverwrite = allowOverwrite, Attach = Attach };
        return new Publisher(client, (_, _) => Task.FromResult<Images.Publishing.Exporting.IImageExport>(Export), files, options);
    }

    private static Tag TagOf(string written, string version)
    {
        var parts = version.Split('.');
        var name = written
            .Replace("{{ r | minor }}", string.Join('.', parts.Take(2)), StringComparison.Ordinal)
            .Replace("{{ r }}", version, StringComparison.Ordinal);
        var kind =
            written.Contains("20", StringComparison.Ordinal) ? TagClass.Unique
            : written.Contains("{{ r }}", StringComparison.Ordinal) ? TagClass.Version
            : TagClass.Moving;
        return new Tag(name, kind, Place) { Written = written };
    }
}
