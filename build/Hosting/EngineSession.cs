using Images.Building;
using Images.Building.Cleaning;
using Images.Building.Placement;
using Images.Building.Reproducible;
using Images.Building.Resources;
using Images.BuildKit;
using Images.BuildKit.Control;
using Images.BuildKit.Errors;
using Images.Definitions;
using Images.Definitions.Structure;
using Images.Engines;
using Images.Engines.Inspecting;
using Images.Jobs.Running;
using Images.Planning;
using Images.Publishing;
using Images.Publishing.Exporting;
using Images.Registry;
using Images.Registry.Logins;
using Images.Rendering;
using Images.Rendering.Linting;
using Images.Testing;
using Images.Testing.Comparing;
using Images.Testing.Inventory;

namespace Images.Build.Hosting;

/// <summary>An engine that a run works with, and what works on it.</summary>
internal sealed class EngineSession : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly EngineConnection connection;
    private readonly TimeProvider time;
    private readonly IProgress<string> notices;
    private readonly ResourceGate gate;
    private BaseImages? images;
    private IBaseImages? bases;
    private BuildKitClient? client;

    private EngineSession(EngineConnection connection, TimeProvider time, IProgress<string> notices)
    {
        this.connection = connection;
        this.time = time;
        this.notices = notices;
        Store = new EngineImageStore(connection.Docker.Images);
        Containers = new Containers(connection, time);
        Cleaner = new ImageCleaner(connection);
        gate = new ResourceGate(new EngineResources(connection), time);
    }

    private BuildKitClient Client => client ??= new BuildKitClient(connection.DialAsync, time);

    // How bases are got is known when there is a builder.
    private IBaseImages Bases => bases ?? throw new InvalidOperationException("there is no builder yet");

    /// <summary>Gets the engine's address.</summary>
    public string Name => connection.Endpoint.Address.OriginalString;

    /// <summary>Gets what opens the steps of images of earlier runs; null until there is a builder.</summary>
    public IStepsReopener? Reopener { get; private set; }

    /// <summary>Gets the engine's images.</summary>
    public IImageStore Store { get; }

    /// <summary>Gets what runs containers.</summary>
    public Containers Containers { get; }

    /// <summary>Gets what removes images.</summary>
    public ImageCleaner Cleaner { get; }

    /// <summary>Gets the engine as one that jobs run on.</summary>
    public JobEngine Jobs => new(connection, time);

    /// <summary>Finds an engine, or starts one.</summary>
    /// <param name="options">What the user decided.</param>
    /// <param name="time">The clock.</param>
    /// <param name="notices">Told what is installed, started, pulled and made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The session.</returns>
    /// <exception cref="EngineException">There is none.</exception>
    public static async Task<EngineSession> OpenAsync(
        EngineOptions options,
        TimeProvider time,
        IProgress<string> notices,
        CancellationToken cancellationToken
    )
    {
        var finder = EngineFinder.For(HostEnvironment.Current(), notices);
        var endpoint = await finder.FindAsync(options, cancellationToken);
#pragma warning disable CA2000 // Dispose objects before losing scope: the session owns its connection
        return new EngineSession(new EngineConnection(endpoint), time, notices);
#pragma warning restore CA2000
    }

    /// <summary>Asks the engine about itself, once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The facts.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public Task<EngineInfo> InfoAsync(CancellationToken cancellationToken) => connection.GetInfoAsync(cancellationToken);

    /// <summary>Counts the engine's processors.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<int> ProcessorsAsync(CancellationToken cancellationToken) =>
        connection.Endpoint.SocketPath is null ? (await InfoAsync(cancellationToken)).Processors : Environment.ProcessorCount;

    /// <summary>Gets ready what the first build needs, beside other work. What goes wrong shows in that build.</summary>
    public void Prepare()
    {
        _ = Task.Run(() => Client.PrepareAsync(CancellationToken.None));
        _ = Task.Run(() => InfoAsync(CancellationToken.None));
    }

    /// <summary>Asks whether the engine still answers.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it does not within a few seconds.</returns>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken) =>
        await new EngineProbe(Patience).PingAsync(connection.Endpoint, cancellationToken) is null;

    /// <summary>Asks what the engine's BuildKit can do, once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it has none.</returns>
    public async Task<EngineFeatures?> FeaturesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Client.GetFeaturesAsync(cancellationToken);
        }
        catch (BuildKitUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Sees to it that the engine has the image that lists what is in others.</summary>
    /// <param name="scanner">The image.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it has it; else why it cannot be pulled, on one line.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public Task<string?> WhyMissingAsync(string scanner, CancellationToken cancellationToken) =>
        (images ?? throw new InvalidOperationException("there is no builder yet")).WhyMissingAsync(scanner, cancellationToken);

    /// <summary>Makes what builds images, their external bases included, as far as memory and disk allow.</summary>
    /// <param name="plan">The family.</param>
    /// <param name="options">How to build.</param>
    /// <returns>The builder; it lives as long as the session.</returns>
    public IImageBuilder Builder(FamilyPlan plan, ImageOptions options)
    {
        images = new BaseImages(connection, HostEnvironment.Current(), new HostCommands(), time, notices) { Refresh = options.Pull };
        bases = new EnsuredBases(images);
        var buildKit = new BuildKitImageBuilder(Client, Store, Logins(), options, time);
        var builder = new ProbedBuilder(Client, buildKit, ClassicAsync);
        Reopener = builder;
        var normalizing = new NormalizingBuilder(builder, new ImageArchives(connection.Http), Store, options, time);
        return new BoundedBuilder(new BaseEnsuringBuilder(normalizing, Bases, plan.Family), gate, Store, plan.References);

        async Task<ClassicImageBuilder> ClassicAsync(CancellationToken cancellationToken)
        {
            var info = await InfoAsync(cancellationToken);
            return new ClassicImageBuilder(connection.Docker.Images, Store, new ClassicAbilities(Mounts: info.IsPodman), options, time);
        }
    }

    /// <summary>Gets the images of earlier runs.</summary>
    /// <param name="isOnly">Whether the run has no other engine.</param>
    /// <returns>What is asked once.</returns>
    public KeptImages Kept(bool isOnly) => new(isOnly ? null : Name, Store);

    /// <summary>Makes what reads images out of the engine, to be published.</summary>
    /// <param name="files">What is kept on disk.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<IImageExport> ExportAsync(PublishFiles files, CancellationToken cancellationToken) =>
        files.Export(new ImageArchives(connection.Http), (await InfoAsync(cancellationToken)).IsContainerdStore);

    /// <summary>Gets what sums up the engine's images.</summary>
    public IImageContents Contents => new ImageContents(connection.Http);

    /// <summary>Gets what tells the layers of the engine's images.</summary>
    public ImageHistory History => new(connection.Http);

    /// <summary>Gets what describes the engine's images.</summary>
    public LocalDescriptions Descriptions => new(connection.Http);

    /// <summary>Makes what tells which packages the engine's images hold.</summary>
    /// <param name="root">The family's root, where they are remembered.</param>
    /// <returns>Nothing is read yet.</returns>
    public ImageInventories Inventories(string root) => new(new InventoryReader(connection.Http, time), new InventoryMemory(root));

    /// <summary>Makes what finds images to be compared, here and in registries.</summary>
    /// <param name="session">The engine; null where there is none.</param>
    /// <param name="registries">The registries.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Nothing is asked yet.</returns>
    public static ComparedImages Compared(EngineSession? session, RegistryClient registries, TimeProvider time) =>
        new(session?.connection.Http, registries, time);

    /// <summary>Makes what tells the external bases of a run that has this engine only.</summary>
    /// <param name="family">Knows how bases are made.</param>
    /// <returns>It sees to the bases as well.</returns>
    public IBaseDigests BaseDigests(Family family) => new EngineBaseDigests(Bases, family);

    /// <summary>Makes what builds images here when several engines share the work.</summary>
    /// <param name="builder">Builds images on this engine.</param>
    /// <param name="slots">How many at once.</param>
    /// <param name="info">What the engine says about itself.</param>
    /// <returns>The engine as one of several.</returns>
    public BuildSite ToSite(IImageBuilder builder, int slots, EngineInfo info) =>
        new()
        {
            Name = Name,
            Slots = slots,
            FetchesLayersLater = info.IsContainerdStore,
            Builder = builder,
            Store = Store,
            Transfer = new ImageTransfer(connection.Docker.Images, Logins()),
            Bases = Bases,
            Contents = Contents,
            AnswersAsync = AnswersAsync,
        };

    /// <summary>Has BuildKit's own checks look at Dockerfiles.</summary>
    /// <param name="images">Which.</param>
    /// <param name="jobs">How many at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The findings; null when the engine has no such checks.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    /// <exception cref="BuildKitException">The engine broke off.</exception>
    public async Task<IReadOnlyList<LintFinding>?> CheckAsync(
        IReadOnlyList<RenderedImage> images,
        int jobs,
        CancellationToken cancellationToken
    ) =>
        (await InfoAsync(cancellationToken)).IsPodman ? null : await new FrontendChecks(Client, jobs).CheckAsync(images, cancellationToken);

    /// <summary>Gets the images that containers of tests have become.</summary>
    public CommittedImages CommittedImages => new(connection.Http, time);

    /// <summary>Makes what tests images.</summary>
    /// <returns>The tester.</returns>
    public ImageTester Tester() =>
        new(
            new TestBench(
                Containers,
                new EngineImageReader(connection, time),
                new FixtureVolumes(connection, Containers),
                async cancellationToken => (await InfoAsync(cancellationToken)).Gpus
            )
            {
                Commits = CommittedImages,
                Services = new ServiceContainers(connection, Containers, time),
            },
            time
        );

    /// <summary>Finds an image that no definition speaks of, and pulls it where it is not there.</summary>
    /// <param name="reference">Its name.</param>
    /// <param name="files">The tests that are run on it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image.</returns>
    /// <exception cref="RunFailedException">It cannot be had.</exception>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<BuiltImage> LooseImageAsync(string reference, IReadOnlyList<StructureFile> files, CancellationToken cancellationToken)
    {
        var bases = new BaseImages(connection, HostEnvironment.Current(), new HostCommands(), time, notices);
        if (await bases.WhyMissingAsync(reference, cancellationToken) is { } reason)
        {
            throw new RunFailedException($"--image={reference}: the engine does not have it and cannot pull it: {reason}");
        }

        var image = await connection.Http.GetAsync($"images/{reference}/json", cancellationToken);
        return LooseImage.Of(reference, image!["Id"]!.GetValue<string>(), image["Size"]?.GetValue<long>(), files);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (client is not null)
        {
            await client.DisposeAsync();
        }

        gate.Dispose();
        await connection.DisposeAsync();
    }

    /// <summary>Gets the user's logins to registries.</summary>
    /// <returns>Nothing is read yet.</returns>
    public static IRegistryCredentials Logins() => HostLogins.Of(HostEnvironment.Current());
}
