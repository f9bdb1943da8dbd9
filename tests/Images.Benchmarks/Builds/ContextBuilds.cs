using System.Diagnostics;
using Images.Benchmarks.Families;
using Images.Benchmarks.Measuring;

namespace Images.Benchmarks.Builds;

/// <summary>A large context, sent by us and by docker, each as a process.</summary>
/// <param name="engine">Where to.</param>
/// <param name="options">How often.</param>
/// <param name="folder">For the files.</param>
/// <param name="hasPeer">Whether there is a docker.</param>
internal sealed class ContextBuilds(BenchmarkEngine engine, BuildsOptions options, string folder, bool hasPeer)
{
    private string ours = "";
    private string theirs = "";

    /// <summary>Sends it as something that the engine has never seen.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public Task<Comparison> FirstAsync(CancellationToken cancellationToken)
    {
        LargeContext.Write(ours = Path.Combine(folder, "context"));
        LargeContext.Write(theirs = Path.Combine(folder, "docker-context"));
        return Comparison.RunAsync(
            "258 MB in 5,000 files, first time",
            "docker buildx build",
            options.Runs,
            () => OursAsync(Renamed(ref ours), cancellationToken),
            hasPeer ? () => TheirsAsync(Renamed(ref theirs), cancellationToken) : null
        );
    }

    /// <summary>Sends it once more, unchanged.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public Task<Comparison> AgainAsync(CancellationToken cancellationToken) =>
        Comparison.RunAsync(
            "258 MB in 5,000 files, unchanged",
            "docker buildx build",
            options.Runs,
            () => OursAsync(ours, cancellationToken),
            hasPeer ? () => TheirsAsync(theirs, cancellationToken) : null
        );

    /// <summary>Sends it once more, unchanged, out of a process that has a connection.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public Task<Comparison> AgainInProcessAsync(CancellationToken cancellationToken) =>
        Comparison.RunAsync(
            "258 MB in 5,000 files, unchanged, in-process",
            "docker buildx build",
            options.Runs,
            async () =>
            {
                var started = Stopwatch.GetTimestamp();
                await SendCommand.SendAsync(engine, ours, cancellationToken);
                return new Measured(Stopwatch.GetElapsedTime(started));
            },
            hasPeer ? () => TheirsAsync(theirs, cancellationToken) : null
        );

    // The engine keeps a context under the name of its folder.
    private static string Renamed(ref string context)
    {
        var renamed = Path.Combine(Path.GetDirectoryName(context)!, Path.GetRandomFileName());
        Directory.Move(context, renamed);
        return context = renamed;
    }

    private Task<Measured> OursAsync(string context, CancellationToken cancellationToken)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Images.Benchmarks.dll");
        return ProgramRun.MeasureAsync(
            folder,
            engine.Address,
            ["dotnet", program, SendCommand.Verb, engine.Address, context],
            cancellationToken
        );
    }

    private Task<Measured> TheirsAsync(string context, CancellationToken cancellationToken) =>
        ProgramRun.MeasureAsync(
            folder,
            engine.Address,
            ["docker", "buildx", "build", "--output=type=cacheonly", context],
            cancellationToken
        );
}
