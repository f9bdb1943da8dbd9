using System.Globalization;
using System.Runtime.CompilerServices;

namespace Images.Engines;

/// <summary>Looks at the machine and its engine, and says what is wrong and how to mend it. Changes nothing.</summary>
public sealed class Doctor
{
    private readonly HostEnvironment host;
    private readonly TimeProvider time;
    private readonly Func<EngineConnection, CancellationToken, Task<string>> askBuildKit;

    /// <summary>Creates it.</summary>
    /// <param name="host">The machine and user.</param>
    /// <param name="time">The clock.</param>
    /// <param name="askBuildKit">Asks the engine's BuildKit for its version; it throws when there is none.</param>
    public Doctor(HostEnvironment host, TimeProvider time, Func<EngineConnection, CancellationToken, Task<string>> askBuildKit)
    {
        this.host = host;
        this.time = time;
        this.askBuildKit = askBuildKit;
    }

    /// <summary>Makes the checks, each as soon as the one before is done.</summary>
    /// <param name="options">What to look at.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Rows in the order of the checks; a failing check is a row, not an error.</returns>
    public async IAsyncEnumerable<DoctorCheck> RunAsync(DoctorOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (endpoint, found) = await FindAsync(options.Engine, cancellationToken);
        yield return found;
        if (endpoint is not null)
        {
            await using var engine = new EngineConnection(endpoint);
            var checks = new EngineChecks(engine, time);
            var info = await engine.GetInfoAsync(cancellationToken);
            yield return EngineChecks.Version(info);
            yield return await BuildKitAsync(engine, info, cancellationToken);
            yield return EngineChecks.Resources(info);
            if (DiskOf(info) is { } disk)
            {
                yield return disk;
            }

            yield return await checks.BridgeAsync(cancellationToken);
            yield return await checks.TrialAsync(options.TrialImage, cancellationToken);
        }

        yield return Credentials();
        foreach (var recipe in options.Bootstrap)
        {
            yield return await ArchiveCheck.RunAsync(recipe, host, cancellationToken);
        }
    }

    private async Task<(EngineEndpoint? Endpoint, DoctorCheck Check)> FindAsync(EngineOptions options, CancellationToken cancellationToken)
    {
        const string Name = "engine";
        var probe = new EngineProbe(TimeSpan.FromSeconds(2));
        var silent = new Progress<string>();
        var engine = new PrivateEngine(host, new HostCommands(), probe, time, silent);
        try
        {
            var found = await new EngineFinder(host, probe, engine).FindAsync(options with { MayStart = false }, cancellationToken);
            return (found, new DoctorCheck(Name, DoctorStatus.Ok, $"{found.Address} ({found.Origin})"));
        }
        catch (EngineException e)
        {
            return (null, new DoctorCheck(Name, DoctorStatus.Failure, e.Message, "sudo apt-get install docker.io, or --engine=URL"));
        }
    }

    private async Task<DoctorCheck> BuildKitAsync(EngineConnection engine, EngineInfo info, CancellationToken cancellationToken)
    {
        const string Name = "buildkit";
        if (info.IsPodman)
        {
            return new DoctorCheck(
                Name,
                DoctorStatus.Warning,
                "podman has none: builds use the classic endpoint, without mounts and secrets"
            );
        }

        try
        {
            return new DoctorCheck(Name, DoctorStatus.Ok, await askBuildKit(engine, cancellationToken));
        }
#pragma warning disable CA1031 // Do not catch general exception types: whatever BuildKit's client throws is the finding
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new DoctorCheck(
                Name,
                DoctorStatus.Failure,
                ContainerText.HarmlessLine(e.Message),
                "update the engine to 20.10 or newer"
            );
        }
    }

    /// <summary>Only an engine on this machine has its data on a disk that we see.</summary>
    private static DoctorCheck? DiskOf(EngineInfo info)
    {
        if (info.DataRoot.Length == 0 || !Directory.Exists(info.DataRoot))
        {
            return null;
        }

        var drive = new DriveInfo(info.DataRoot);
        var free = drive.AvailableFreeSpace;
        var share = 100.0 * free / drive.TotalSize;
        var detail = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB free ({share:0} %) at {info.DataRoot}");
        return free < 5_000_000_000 ? new DoctorCheck("disk", DoctorStatus.Failure, detail, "docker system prune, or a larger disk")
            // BuildKit's own collection keeps a fifth of the disk free, and throws the cache away for it.
            : share < 20
                ? new DoctorCheck(
                    "disk",
                    DoctorStatus.Warning,
                    detail + ": the build cache may be thrown away early",
                    "docker system prune"
                )
            : new DoctorCheck("disk", DoctorStatus.Ok, detail);
    }

    private DoctorCheck Credentials()
    {
        var file = Path.Combine(host.DockerConfigFolder, "config.json");
        var hosts = File.Exists(file) ? RegistryCredentials.Hosts(File.ReadAllText(file)) : [];
        return hosts.Count == 0
            ? new DoctorCheck(
                "credentials",
                DoctorStatus.Warning,
                $"none in {file}: pulls are anonymous and limited, nothing can be pushed",
                "docker login REGISTRY"
            )
            : new DoctorCheck("credentials", DoctorStatus.Ok, string.Join(", ", hosts.Select(h => $"{h.Key} ({h.Value})")));
    }
}
