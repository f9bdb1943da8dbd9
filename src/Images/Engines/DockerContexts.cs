using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>Docker's contexts: named endpoints in files below the client's configuration folder.</summary>
internal static class DockerContexts
{
    private const string Default = "default";

    /// <summary>Reads the context that is current by <c>DOCKER_CONTEXT</c> or config.json.</summary>
    /// <returns>Its endpoint; null when the default one is current.</returns>
    /// <exception cref="EngineException">It does not exist, or its files can't be understood.</exception>
    public static EngineEndpoint? Current(HostEnvironment host)
    {
        var name = host.Variable("DOCKER_CONTEXT") ?? CurrentIn(Path.Combine(host.DockerConfigFolder, "config.json"));
        return name is null or "" or Default ? null : Read(host, name);
    }

    private static string? CurrentIn(string file) => File.Exists(file) ? Text(Parse(file)?["currentContext"]) : null;

    private static EngineEndpoint Read(HostEnvironment host, string name)
    {
        var origin = $"docker context '{name}'";
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var file = Path.Combine(host.DockerConfigFolder, "contexts", "meta", id, "meta.json");
        if (!File.Exists(file))
        {
            throw new EngineException($"{origin}: it does not exist; see 'docker context ls', or choose one with DOCKER_CONTEXT");
        }

        var docker = Parse(file)?["Endpoints"]?["docker"];
        var url = Text(docker?["Host"]) is { Length: > 0 } text
            ? text
            : throw new EngineException($"{origin}: {file} names no docker endpoint; make it again with 'docker context create'");
        var endpoint = EngineNames.FromUrl(host, url, EngineSource.Context, origin);
        var folder = Path.Combine(host.DockerConfigFolder, "contexts", "tls", id, "docker");
        var skip = docker?["SkipTLSVerify"] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
        var tls = Directory.Exists(folder) || skip ? EngineNames.TlsIn(folder, skip) : null;
        return endpoint with { Tls = tls };
    }

    private static JsonNode? Parse(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return JsonNode.Parse(stream);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"{file}: cannot be read: {ContainerText.HarmlessLine(e.Message)}; mend or remove it", e);
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
