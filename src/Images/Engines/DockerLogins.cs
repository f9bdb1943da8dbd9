using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Images.BuildKit.Sessions;

namespace Images.Engines;

/// <summary>
/// The user's logins to registries as docker's own client keeps them: <c>credHelpers</c> before <c>credsStore</c> before
/// <c>auths</c> of config.json. A secret is asked for when it is needed and kept nowhere.
/// </summary>
/// <param name="configFolder">The folder of config.json.</param>
public sealed class DockerLogins(string configFolder) : IRegistryCredentials
{
    private const string HubKey = "https://index.docker.io/v1/";
    private static readonly TimeSpan HelperLimit = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    /// <exception cref="EngineException">config.json or a credential helper can't be used; the message names it and no secret.</exception>
    public async ValueTask<RegistryCredential?> GetAsync(string host, CancellationToken cancellationToken)
    {
        var path = Path.Combine(configFolder, "config.json");
        if (!File.Exists(path))
        {
            return null;
        }

        var config = Read(path, await File.ReadAllTextAsync(path, cancellationToken));
        foreach (var key in KeysOf(host))
        {
            var helper = Text(config["credHelpers"]?[key]) ?? Text(config["credsStore"]);
            var login = helper is null ? null : await AskAsync(helper, key, cancellationToken);
            if ((login ?? Stored(path, key, config["auths"]?[key])) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    // Docker Hub has one key in the file and several host names on the wire; others may be written with their scheme.
    private static string[] KeysOf(string host) =>
        host is "docker.io" or "index.docker.io" or "registry-1.docker.io"
            ? [HubKey, "index.docker.io", "docker.io"]
            : [host, $"https://{host}"];

    private static JsonNode Read(string path, string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new EngineException($"{path}: is not a JSON object; mend it, or name another folder with DOCKER_CONFIG");
        }
    }

    private static RegistryCredential? Stored(string path, string key, JsonNode? entry)
    {
        if (Text(entry?["identitytoken"]) is { Length: > 0 } token)
        {
            return new RegistryCredential(string.Empty, token);
        }

        if (Text(entry?["auth"]) is not { Length: > 0 } encoded)
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
            throw new EngineException($"{path}: auths '{key}' is not base64; log in again with 'docker login'");
        }
    }

    // The protocol of docker-credential-helpers: the server's name on standard input, a JSON object on standard output.
    private static async Task<RegistryCredential?> AskAsync(string helper, string key, CancellationToken cancellationToken)
    {
        var program = $"docker-credential-{helper}";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(HelperLimit);
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, ["get"])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            await process.StandardInput.WriteAsync(key.AsMemory(), limit.Token);
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var answer = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await Task.WhenAll(errors, process.WaitForExitAsync(limit.Token));
            return process.ExitCode == 0 ? Answered(program, answer) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new EngineException($"{program}: docker's config.json names it for {key}, but it is not installed");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EngineException($"{program}: did not answer within {HelperLimit.TotalSeconds:0} s");
        }
    }

    private static RegistryCredential? Answered(string program, string answer)
    {
        try
        {
            var node = JsonNode.Parse(answer);
            var user = Text(node?["Username"]);
            return Text(node?["Secret"]) is { Length: > 0 } secret
                ? new RegistryCredential(user is null or "<token>" ? string.Empty : user, secret)
                : null;
        }
        catch (JsonException)
        {
            throw new EngineException($"{program}: its answer is not JSON");
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
