using System.Text.Json;
using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>For which registries docker's config.json holds or points to credentials. Reads no secret.</summary>
internal static class RegistryCredentials
{
    /// <summary>Lists the hosts and how each one's credentials are kept, in ordinal order.</summary>
    /// <param name="json">Text of config.json.</param>
    /// <returns>Pairs such as <c>ghcr.io</c> and <c>helper 'gcloud'</c>; empty when the text is not JSON.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>> Hosts(string json)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var root = JsonNode.Parse(json);
            var store = Text(root?["credsStore"]);
            foreach (var (host, _) in root?["auths"] as JsonObject ?? [])
            {
                found[host] = store is null ? "in config.json" : $"store '{store}'";
            }

            foreach (var (host, helper) in root?["credHelpers"] as JsonObject ?? [])
            {
                found[host] = $"helper '{Text(helper)}'";
            }
        }
        catch (JsonException)
        {
            return [];
        }

        return [.. found];
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
