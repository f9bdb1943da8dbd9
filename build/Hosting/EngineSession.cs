using Images.Building;
using Images.BuildKit;
using Images.Definitions;
using Images.Engines;
using Images.Testing;

namespace Images.Build.Hosting;

/// <summary>The engine that a run works with, and what works on it.</summary>
internal sealed class EngineSession : IAsyncDisposable
{
    private readonly EngineConnection connection;
    private readonly TimeProvider time;
    private readonly IProgress<string> notices;
    private BuildKitClient? client;

    private EngineSession(EngineConnection connection, TimeProvider time, IProgress<string> notices)
    {
        this.connection = connection;
        this.time = time;
        this.notices = notices;
        Store = new EngineImageStore(connection.Docker.Images);
        Containers = new Containers(connection, time);
    }

    /// <summary>Gets the engine's images.</summary>
    public IImageStore Store { get; }

    /// <summary>Gets what runs containers.</summary>
    public Containers Containers { get; }

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

    /// <summary>Makes what builds images, their external bases included.</summary>
    /// <param name="family">Knows how bases are made.</param>
    /// <param name="options">How to build.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The builder; it lives as long as the session.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<BaseEnsuringBuilder> BuilderAsync(Family family, ImageOptions options, CancellationToken cancellationToken)
    {
        var info = await connection.GetInfoAsync(cancellationToken);
        var host = HostEnvironment.Current();
        IImageBuilder builder = info.IsPodman
            ? new ClassicImageBuilder(connection.Docker.Images, Store, new ClassicAbilities(Mounts: true), options, time)
            : new BuildKitImageBuilder(
                client ??= new BuildKitClient(connection.DialAsync, time),
                Store,
                new DockerLogins(host.DockerConfigFolder),
                options,
                time
            );
        var bases = new BaseImages(connection, host, new HostCommands(), time, notices);
        return new BaseEnsuringBuilder(builder, bases, family);
    }

    /// <summary>Makes what tests images.</summary>
    /// <returns>The tester.</returns>
    public ImageTester Tester() => new(Containers, new EngineImageReader(connection, time), time);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (client is not null)
        {
            await client.DisposeAsync();
        }

        await connection.DisposeAsync();
    }
}
