using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Images.BuildKit.Builds;

/// <summary>A request in the words of the Dockerfile frontend.</summary>
internal static class FrontendAttributes
{
    public const string Frontend = "dockerfile.v0";

    public static Dictionary<string, string> Of(BuildRequest request)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["filename"] = request.DockerfileName,
            // An engine's own image is good enough unless the caller says else; the default asks a registry in some stores.
            ["image-resolve-mode"] = request.Pull ? "pull" : "local",
        };
        SetIf(request.Target is not null, "target", request.Target);
        SetIf(request.Platforms.Count > 0, "platform", string.Join(',', request.Platforms));
        SetIf(
            request.NoCache || request.NoCacheStages.Count > 0,
            "no-cache",
            request.NoCache ? "" : string.Join(',', request.NoCacheStages)
        );
        SetIf(request.Network != BuildNetwork.Sandbox, "force-network-mode", request.Network == BuildNetwork.Host ? "host" : "none");
        SetIf(request.AddHosts.Count > 0, "add-hosts", string.Join(',', request.AddHosts.Select(host => $"{host.Key}={host.Value}")));
        SetIf(request.Ulimits.Count > 0, "ulimit", string.Join(',', request.Ulimits));
        SetIf(request.ShmSize is not null, "shm-size", request.ShmSize?.ToString(CultureInfo.InvariantCulture));
        SetIf(request.CacheFrom.Count > 0, "cache-imports", CacheImports(request.CacheFrom));
        SetAll("build-arg:", request.Args);
        SetIf(
            request.SourceDateEpoch is not null,
            "build-arg:SOURCE_DATE_EPOCH",
            request.SourceDateEpoch?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
        );
        SetAll("label:", request.Labels);
        SetAll("", request.Attestations?.Attributes ?? []);
        foreach (var (name, context) in request.NamedContexts)
        {
            SetAll("", ContextAttributes(name, context));
        }

        // With this 20.10, which would ignore named contexts, fails instead.
        SetIf(request.NamedContexts.Count > 0, "frontend.caps", "moby.buildkit.frontend.contexts+forward");
        SetAll("", request.FrontendAttributes);
        return attributes;

        void SetIf(bool condition, string key, string? value)
        {
            if (condition)
            {
                attributes[key] = value ?? "";
            }
        }

        void SetAll(string prefix, IEnumerable<KeyValuePair<string, string>> values)
        {
            foreach (var (key, value) in values)
            {
                attributes[prefix + key] = value;
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> ContextAttributes(string name, NamedContext context)
    {
        var key = ContextName.Of(name);
        return context is InputContext input
            ? FrontendInputs.AttributesOf(key, input)
            : [KeyValuePair.Create($"context:{key}", ValueOf(name, context))];
    }

    private static string ValueOf(string name, NamedContext context) =>
        context switch
        {
            ImageContext image => $"docker-image://{image.Reference}",
            LocalContext => $"local:{name}",
            RemoteContext remote => remote.Url,
            _ => throw new ArgumentException($"named context {name}: {context.GetType().Name} is unknown", nameof(context)),
        };

    private static string CacheImports(IEnumerable<CacheLocation> locations) =>
        JsonSerializer.Serialize(
            locations.Select(location => new CacheImport(location.Type, location.Attributes)).ToArray(),
            FrontendJson.Default.CacheImportArray
        );
}

internal sealed record CacheImport(string Type, IReadOnlyDictionary<string, string> Attrs);

[JsonSerializable(typeof(CacheImport[]))]
internal sealed partial class FrontendJson : JsonSerializerContext;
