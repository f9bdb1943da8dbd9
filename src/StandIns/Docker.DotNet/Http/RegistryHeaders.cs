using System.Text.Json;
using Docker.DotNet.Models;

namespace Docker.DotNet;

/// <summary>Credentials as the headers in which the engine takes them.</summary>
internal static class RegistryHeaders
{
    /// <summary>For one registry. Null means none, which older engines want said in so many words.</summary>
    public static KeyValuePair<string, string> Auth(AuthConfig authConfig) =>
        new("X-Registry-Auth", Encode(JsonSerializer.SerializeToUtf8Bytes(authConfig ?? new AuthConfig(), EngineJson.Default.AuthConfig)));

    /// <summary>For all registries that a build may pull from, by server address.</summary>
    public static KeyValuePair<string, string> Config(IEnumerable<AuthConfig> authConfigs)
    {
        var byServer = (authConfigs ?? []).ToDictionary(a => a.ServerAddress ?? "", StringComparer.Ordinal);
        return new(
            "X-Registry-Config",
            Encode(JsonSerializer.SerializeToUtf8Bytes(byServer, EngineJson.Default.DictionaryStringAuthConfig))
        );
    }

    private static string Encode(byte[] json) => Convert.ToBase64String(json).Replace('+', '-').Replace('/', '_');
}
