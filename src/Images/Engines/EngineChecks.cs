using System.Globalization;
using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>The doctor's checks of a running engine.</summary>
internal sealed class EngineChecks(EngineConnection engine, TimeProvider time)
{
    /// <summary>Whether the engine is one that we know to work.</summary>
    public static DoctorCheck Version(EngineInfo info)
    {
        var detail =
            $"{(info.IsPodman ? "podman" : "docker")} {info.Version}, API {info.ApiVersion}, {info.Platform}, "
            + $"{info.StorageDriver}{(info.IsContainerdStore ? " (containerd store)" : "")}, cgroup v{info.CgroupVersion}";
        var old = System.Version.TryParse(info.ApiVersion, out var api) && api < new Version(1, 41);
        return old
            ? new DoctorCheck("version", DoctorStatus.Failure, detail, "update the engine to 20.10 or newer")
            : new DoctorCheck("version", DoctorStatus.Ok, detail);
    }

    /// <summary>Whether there is enough to build with.</summary>
    public static DoctorCheck Resources(EngineInfo info)
    {
        var detail = string.Create(CultureInfo.InvariantCulture, $"{info.Processors} processors, {info.MemoryBytes / 1e9:0.0} GB memory");
        return info.MemoryBytes is > 0 and < 2_000_000_000
            ? new DoctorCheck("resources", DoctorStatus.Warning, detail, "give the machine 2 GB or more, or build with --jobs=1")
            : new DoctorCheck("resources", DoctorStatus.Ok, detail);
    }

    /// <summary>Whether the bridge that the engine believes in exists: another dockerd without a bridge removes docker0.</summary>
    public async Task<DoctorCheck> BridgeAsync(CancellationToken cancellationToken)
    {
        const string Name = "network";
        try
        {
            var network = await engine.Http.GetAsync("networks/bridge", cancellationToken);
            var bridge = (network?["Options"] as JsonObject)?["com.docker.network.bridge.name"]?.GetValue<string>();
            var isHere = engine.Endpoint.SocketPath is not null && OperatingSystem.IsLinux();
            return bridge is not null && isHere && !Directory.Exists($"/sys/class/net/{bridge}")
                ? new DoctorCheck(
                    Name,
                    DoctorStatus.Failure,
                    $"could not find bridge {bridge}: another dockerd in this network namespace may have removed it",
                    "restart the engine, and start the other one with a bridge of its own"
                )
                : new DoctorCheck(Name, DoctorStatus.Ok, bridge is null ? "default network is there" : $"bridge {bridge}");
        }
        catch (EngineRefusedException e)
        {
            return new DoctorCheck(
                Name,
                DoctorStatus.Warning,
                $"no default bridge network: {e.Reason}",
                "containers need --network=host or none"
            );
        }
    }

    /// <summary>Whether a container starts and ends; only where there is an image.</summary>
    public async Task<DoctorCheck> TrialAsync(string? image, CancellationToken cancellationToken)
    {
        const string Name = "container";
        if ((image ?? await AnyImageAsync(cancellationToken)) is not { } chosen)
        {
            return new DoctorCheck(Name, DoctorStatus.Ok, "not tried: the engine has no image yet");
        }

        try
        {
            var spec = new ContainerSpec(chosen)
            {
                Entrypoint = [],
                Command = ["true"],
                Timeout = TimeSpan.FromSeconds(20),
            };
            var result = await new Containers(engine, time).RunAsync(spec, null, cancellationToken);
            return result.TimedOut
                ? new DoctorCheck(Name, DoctorStatus.Failure, $"one of {chosen} did not end within 20 s", "restart the engine")
                : new DoctorCheck(Name, DoctorStatus.Ok, $"one of {chosen} ran in {result.Elapsed.TotalMilliseconds:0} ms");
        }
        catch (ContainerStartException e) when (e.ExitCode is 126 or 127)
        {
            return new DoctorCheck(Name, DoctorStatus.Ok, $"one of {chosen} was made; it has no 'true' to run");
        }
        catch (EngineException e)
        {
            return new DoctorCheck(Name, DoctorStatus.Failure, e.Message, "see the engine's log; restart the engine");
        }
    }

    private async Task<string?> AnyImageAsync(CancellationToken cancellationToken)
    {
        var list = await engine.Http.GetAsync("images/json", cancellationToken) as JsonArray;
        return list?.FirstOrDefault()?["Id"]?.GetValue<string>();
    }
}
