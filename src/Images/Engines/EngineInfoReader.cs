using System.Globalization;
using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>Reads <c>/version</c> and <c>/info</c> into an <see cref="EngineInfo"/>.</summary>
internal static class EngineInfoReader
{
    /// <summary>Asks both at once.</summary>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public static async Task<EngineInfo> ReadAsync(EngineHttp http, CancellationToken cancellationToken)
    {
        var version = http.GetAsync("version", cancellationToken);
        var info = http.GetAsync("info", cancellationToken);
        try
        {
            return Read(await version ?? new JsonObject(), await info ?? new JsonObject());
        }
        catch (EngineRefusedException e)
        {
            throw new EngineException($"engine: asked about itself, it answered: {e.Reason}; see 'doctor'", e);
        }
    }

    /// <summary>Puts the two answers together.</summary>
    internal static EngineInfo Read(JsonNode version, JsonNode info) =>
        new(
            Text(info["Name"]),
            Text(version["Version"]),
            Text(version["ApiVersion"]),
            Text(version["Os"]),
            Text(version["Arch"]),
            (int)Number(info["NCPU"]),
            Number(info["MemTotal"]),
            Text(info["Driver"]),
            Text(info["DockerRootDir"]),
            IsContainerdStore(info),
            IsPodman(version),
            Text(info["CgroupVersion"]) is var group && int.TryParse(group, CultureInfo.InvariantCulture, out var number) ? number : 0
        )
        {
            Id = Text(info["ID"]),
            Gpus = Gpus(info),
        };

    private static GpuAccess Gpus(JsonNode info)
    {
        var hasRuntime = info["Runtimes"] is JsonObject runtimes && runtimes.ContainsKey("nvidia");
        var devices = CdiGpus(info);
        return hasRuntime || devices.Count > 0 ? new(hasRuntime, devices) : GpuAccess.None;
    }

    /// <summary>Engines since 28.3 list the devices that they found by the Container Device Interface.</summary>
    private static IReadOnlyList<string> CdiGpus(JsonNode info) =>
        [
            .. (info["DiscoveredDevices"] as JsonArray ?? [])
                .Where(device => Text(device?["Source"]) == "cdi")
                .Select(device => Text(device?["ID"]))
                .Where(id => id.EndsWith("/gpu=all", StringComparison.Ordinal)),
        ];

    /// <summary>The containerd store's driver is a snapshotter, and says so in its status.</summary>
    private static bool IsContainerdStore(JsonNode info) =>
        info["DriverStatus"] is JsonArray status
        && status
            .OfType<JsonArray>()
            .Any(pair => pair.Any(cell => Text(cell).StartsWith("io.containerd.snapshotter", StringComparison.Ordinal)));

    private static bool IsPodman(JsonNode version) =>
        version["Components"] is JsonArray components
        && components.Any(c => Text(c?["Name"]).Contains("Podman", StringComparison.OrdinalIgnoreCase));

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static long Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : 0;
}
