using System.Text;
using System.Text.Json.Nodes;
using Images.Registry.Errors;

namespace Images.Registry.Logins;

/// <summary>A login that stands in config.json itself.</summary>
internal static class StoredLogin
{
    /// <summary>Finds the entry of the first key that has one: as it is, or written with scheme and path.</summary>
    public static RegistryCredential? Find(string path, JsonObject? auths, IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            foreach (var (name, entry) in auths ?? [])
            {
                if ((name == key || HostOf(name) == key) && Read(path, name, entry) is { } login)
                {
                    return login;
                }
            }
        }

        return null;
    }

    private static RegistryCredential? Read(string path, string key, JsonNode? entry)
    {
        if (Text(entry, "identitytoken") is { Length: > 0 } token)
        {
            return new RegistryCredential("", token);
        }

        if (Text(entry, "auth") is not { Length: > 0 } encoded)
        {
            return null;
        }

        try
        {
            var plain = Encoding.UTF8.GetString(Convert.FromBase64String(encoded));
            var colon = plain.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 ? new RegistryCredential(plain[..colon], plain[(colon + 1)..].TrimEnd('\0')) : null;
        }
        catch (FormatException)
        {
            throw new RegistryLoginException(path, $"auths '{key}' is not base64; log in again with 'docker login'");
        }
    }

    private static string HostOf(string key)
    {
        var start = key.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        return key[start..].Split('/', 2)[0];
    }

    private static string? Text(JsonNode? entry, string name) =>
        (entry as JsonObject)?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
