using System.Text.Json.Nodes;

namespace Images.Testing.Comparing;

/// <summary>Compares what images declare.</summary>
public static class ConfigurationComparison
{
    // By name, and not as a whole.
    private static readonly string[] Maps = ["Labels", "ExposedPorts", "Volumes"];

    private static readonly string[] Values = ["Cmd", "Entrypoint", "Healthcheck", "OnBuild", "Shell", "StopSignal", "User", "WorkingDir"];

    /// <summary>Compares the configurations of two images (OCI image specification, "Image Configuration", <c>config</c>).</summary>
    /// <param name="before">The older's; null where it has none.</param>
    /// <param name="after">The newer's; null where it has none.</param>
    /// <returns>What differs, in the order of names.</returns>
    public static IReadOnlyList<ConfigurationChange> Of(JsonNode? before, JsonNode? after)
    {
        var (was, now) = (Flat(before), Flat(after));
        return
        [
            .. was
                .Keys.Union(now.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(name => new ConfigurationChange(name, was.GetValueOrDefault(name), now.GetValueOrDefault(name)))
                .Where(change => change.Before != change.After),
        ];
    }

    private static Dictionary<string, string> Flat(JsonNode? configuration)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in (configuration?["Env"] as JsonArray ?? []).Select(Text))
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            flat["env " + (equals < 0 ? variable : variable[..equals])] = variable[(equals + 1)..];
        }

        foreach (var map in Maps)
        {
            foreach (var (name, value) in configuration?[map] as JsonObject ?? [])
            {
                flat[$"{Word(map)} {name}"] = map == "Labels" ? Text(value) : "declared";
            }
        }

        foreach (var name in Values)
        {
            // Empty, null and none are one and the same.
            var text = Text(configuration?[name]);
            if (text is not ("" or "[]" or "{}" or "/"))
            {
                flat[Word(name)] = text;
            }
        }

        return flat;
    }

    private static string Word(string name) =>
        name switch
        {
            "Labels" => "label",
            "ExposedPorts" => "port",
            "Volumes" => "volume",
            "WorkingDir" => "workdir",
            _ => name.ToLowerInvariant(),
        };

    private static string Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString() ?? string.Empty;
}

/// <summary>A change of what an image declares.</summary>
/// <param name="Name">What, such as <c>env PATH</c>, <c>label maintainer</c> or <c>user</c>.</param>
/// <param name="Before">As it was; null where it was not declared.</param>
/// <param name="After">As it is; null where it is not declared any more.</param>
public sealed record ConfigurationChange(string Name, string? Before, string? After);
