using System.Text.Json;
using System.Text.Json.Nodes;
using Images.Registry.Errors;

namespace Images.Registry.Logins;

/// <summary>
/// The user's logins to registries as docker's own client keeps them: <c>credHelpers</c> before <c>credsStore</c> before
/// <c>auths</c> of config.json. The file and the helper are asked when a login is needed; nothing is kept.
/// </summary>
/// <param name="folder">The folder of config.json: <c>DOCKER_CONFIG</c>, or <c>.docker</c> in the home. It need not exist.</param>
/// <param name="helperLimit">How long a credential helper may take; null is 30 s.</param>
/// <param name="time">Measures it; null is the system's clock.</param>
public sealed class DockerConfigLogins(string folder, TimeSpan? helperLimit = null, TimeProvider? time = null) : IRegistryCredentials
{
    private const string HubKey = "https://index.docker.io/v1/";
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    /// <exception cref="RegistryLoginException">config.json or a credential helper can't be used; the message names it and no secret.</exception>
    public async ValueTask<RegistryCredential?> GetAsync(string host, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "config.json");
        if (await ReadAsync(path, cancellationToken) is not { } config)
        {
            return null;
        }

        var keys = KeysOf(host);
        // Helpers know a registry by the key under which docker's client logs in.
        var named = keys.Select(key => Text(config["credHelpers"]?[key])).OfType<string>().FirstOrDefault();
        if ((named ?? Text(config["credsStore"])) is { Length: > 0 } helper)
        {
            var program = new CredentialHelper(helper, helperLimit ?? DefaultLimit, time ?? TimeProvider.System);
            if (await program.GetAsync(keys[0], cancellationToken) is { } login)
            {
                return login;
            }
        }

        return StoredLogin.Find(path, config["auths"] as JsonObject, keys);
    }

    // Docker Hub has one key in the file and several host names on the wire.
    private static string[] KeysOf(string host) =>
        host is "docker.io" or "index.docker.io" or "registry-1.docker.io" ? [HubKey, "index.docker.io", "docker.io"] : [host];

    private static async Task<JsonObject?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return JsonNode.Parse(await File.ReadAllTextAsync(path, cancellationToken)) as JsonObject ?? throw new JsonException();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RegistryLoginException(path, $"cannot be read: {e.Message}", e);
        }
        catch (JsonException)
        {
            // Without the cause, which quotes the text.
            throw new RegistryLoginException(path, "is not a JSON object; mend it, or name another folder with DOCKER_CONFIG");
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
