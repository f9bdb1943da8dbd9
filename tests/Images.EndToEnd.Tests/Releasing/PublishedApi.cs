using System.Text.Json;
using System.Text.RegularExpressions;
using Images.EndToEnd.Tests.Workflows;

namespace Images.EndToEnd.Tests.Releasing;

/// <summary>What GitHub says it takes: its description of the API, as npm's <c>@octokit/openapi</c> has it.</summary>
internal sealed class PublishedApi : IDisposable
{
    private readonly JsonDocument description;

    private PublishedApi(JsonDocument description) => this.description = description;

    public static async Task<PublishedApi> ReadAsync(CancellationToken cancellationToken)
    {
        var modules = await NodePackages.InstallAsync();
        await using var file = File.OpenRead(Path.Combine(modules, "@octokit/openapi/generated/api.github.com.json"));
        return new PublishedApi(await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken));
    }

    /// <summary>Checks a request: its path and method are known, and its body has what is required, of the right type, and nothing else.</summary>
    /// <returns>What is wrong with it; nothing where nothing is.</returns>
    public IReadOnlyList<string> Faults(SentRequest request)
    {
        var (method, path) = (request.Method.ToLowerInvariant(), request.Path);
        var operation = description
            .RootElement.GetProperty("paths")
            .EnumerateObject()
            .Where(entry => Regex.IsMatch(path, $"\\A{Regex.Replace(entry.Name, @"\{[^}]+\}", "[^/]+")}\\z", RegexOptions.CultureInvariant))
            .Where(entry => entry.Value.TryGetProperty(method, out _))
            .OrderBy(entry => entry.Name.Count(character => character == '{'))
            .Select(entry => entry.Value.GetProperty(method))
            .FirstOrDefault();
        if (operation.ValueKind == JsonValueKind.Undefined)
        {
            return [$"{request.Method} {path} is no operation"];
        }

        if (
            !operation.TryGetProperty("requestBody", out var body)
            || !body.GetProperty("content").TryGetProperty("application/json", out var json)
        )
        {
            return [];
        }

        using var sent = JsonDocument.Parse(request.Body);
        return [.. Faults(json.GetProperty("schema"), sent.RootElement).Select(fault => $"{request.Method} {path}: {fault}")];
    }

    public void Dispose() => description.Dispose();

    private static IEnumerable<string> Faults(JsonElement schema, JsonElement sent)
    {
        var known = schema.GetProperty("properties");
        foreach (var member in sent.EnumerateObject())
        {
            if (!known.TryGetProperty(member.Name, out var wanted))
            {
                yield return $"'{member.Name}' is not known";
            }
            else if (!TypesOf(wanted).Contains(TypeOf(member.Value)))
            {
                yield return $"'{member.Name}' is {TypeOf(member.Value)}";
            }
            else if (
                wanted.TryGetProperty("enum", out var choices)
                && choices.EnumerateArray().All(choice => choice.ToString() != member.Value.ToString())
            )
            {
                yield return $"'{member.Name}' is '{member.Value}'";
            }
        }

        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Where(name => !sent.TryGetProperty(name.GetString()!, out _)))
            {
                yield return $"'{name}' is missing";
            }
        }
    }

    private static IEnumerable<string> TypesOf(JsonElement schema) =>
        schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } several
            ? several.EnumerateArray().Select(type => type.GetString()!)
            : [schema.GetProperty("type").GetString()!];

    private static string TypeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "integer",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            _ => "null",
        };
}
