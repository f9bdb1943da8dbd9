using System.Text.Json;
using System.Text.Json.Serialization;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Frontends;

/// <summary>Reads the answer to <c>frontend.lint</c>.</summary>
internal static class LintJson
{
    /// <exception cref="JsonException">It is not what BuildKit answers.</exception>
    public static LintReport Parse(ReadOnlySpan<byte> json)
    {
        var result = JsonSerializer.Deserialize(json, LintJsonContext.Default.LintResult) ?? new(null, null, null);
        var files = result.Sources ?? [];
        return new(
            [
                .. (result.Warnings ?? []).Select(warning => new LintWarning(
                    warning.RuleName ?? "",
                    warning.Description ?? "",
                    warning.Detail ?? "",
                    string.IsNullOrEmpty(warning.Url) ? null : warning.Url,
                    RangesOf(warning.Location, files)
                )),
            ],
            result.Error?.Message,
            RangesOf(result.Error?.Location, files)
        );
    }

    private static IReadOnlyList<SourceRange> RangesOf(JsonLocation? location, IReadOnlyList<LintSource> files)
    {
        var index = location?.SourceIndex ?? 0;
        return location?.In(index >= 0 && index < files.Count ? files[index].FileName ?? "" : "") ?? [];
    }
}

internal sealed record LintResult(IReadOnlyList<LintFinding>? Warnings, IReadOnlyList<LintSource>? Sources, LintError? Error);

internal sealed record LintFinding(string? RuleName, string? Description, string? Url, string? Detail, JsonLocation? Location);

internal sealed record LintError(string? Message, JsonLocation? Location);

internal sealed record LintSource([property: JsonPropertyName("filename")] string? FileName);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(LintResult))]
internal sealed partial class LintJsonContext : JsonSerializerContext;
