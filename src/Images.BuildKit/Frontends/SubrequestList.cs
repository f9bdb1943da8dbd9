using System.Text.Json;
using System.Text.Json.Serialization;

namespace Images.BuildKit.Frontends;

/// <summary>Reads the answer to <c>frontend.subrequests.describe</c>: the names of all subrequests.</summary>
internal static class SubrequestList
{
    /// <exception cref="JsonException">It is not what BuildKit answers.</exception>
    public static IReadOnlyList<string> Parse(ReadOnlySpan<byte> json) =>
        [
            .. (JsonSerializer.Deserialize(json, SubrequestListJson.Default.SubrequestDescriptionArray) ?? [])
                .Select(description => description.Name)
                .OfType<string>(),
        ];
}

internal sealed record SubrequestDescription(string? Name);

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(SubrequestDescription[]))]
internal sealed partial class SubrequestListJson : JsonSerializerContext;
