using System.Text.Json;
using System.Text.Json.Serialization;

namespace Images.BuildKit.Frontends;

/// <summary>Reads the answer to <c>frontend.subrequests.describe</c>: the names of all subrequests.</summary>
internal static class SubrequestList
{
    /// <summary>The names; none where there is no answer, or not the one that BuildKit gives.</summary>
    public static IReadOnlyList<string> Parse(SubrequestResult? answer)
    {
        try
        {
            var described = answer?.Json is { } json
                ? JsonSerializer.Deserialize(json.Span, SubrequestListJson.Default.SubrequestDescriptionArray)
                : null;
            return [.. (described ?? []).Select(description => description.Name).OfType<string>()];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

internal sealed record SubrequestDescription(string? Name);

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(SubrequestDescription[]))]
internal sealed partial class SubrequestListJson : JsonSerializerContext;
