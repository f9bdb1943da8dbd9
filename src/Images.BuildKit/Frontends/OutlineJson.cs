using System.Text.Json;
using System.Text.Json.Serialization;

namespace Images.BuildKit.Frontends;

/// <summary>Reads the answers to <c>frontend.outline</c> and <c>frontend.targets</c>.</summary>
internal static class OutlineJson
{
    /// <exception cref="JsonException">It is not what BuildKit answers.</exception>
    public static DockerfileOutline ParseOutline(ReadOnlySpan<byte> json, string fileName)
    {
        var outline = JsonSerializer.Deserialize(json, OutlineJsonContext.Default.JsonOutline);
        return new(
            outline?.Name ?? "",
            outline?.Description ?? "",
            [
                .. from argument in outline?.Args ?? []
                select new OutlineArgument(
                    argument.Name ?? "",
                    argument.Description ?? "",
                    argument.Value ?? "",
                    argument.Location?.In(fileName) ?? []
                ),
            ],
            Mounts(outline?.Secrets),
            Mounts(outline?.Ssh)
        );

        IReadOnlyList<OutlineMount> Mounts(IReadOnlyList<JsonMount>? mounts) =>
            [.. from mount in mounts ?? [] select new OutlineMount(mount.Name ?? "", mount.Required, mount.Location?.In(fileName) ?? [])];
    }

    /// <exception cref="JsonException">It is not what BuildKit answers.</exception>
    public static IReadOnlyList<DockerfileTarget> ParseTargets(ReadOnlySpan<byte> json, string fileName) =>
        [
            .. from target in JsonSerializer.Deserialize(json, OutlineJsonContext.Default.JsonTargets)?.Targets ?? []
            select new DockerfileTarget(
                target.Name ?? "",
                target.Default,
                target.Description ?? "",
                target.Base ?? "",
                target.Platform ?? "",
                target.Location?.In(fileName) ?? []
            ),
        ];
}

internal sealed record JsonOutline(
    string? Name,
    string? Description,
    IReadOnlyList<JsonArgument>? Args,
    IReadOnlyList<JsonMount>? Secrets,
    IReadOnlyList<JsonMount>? Ssh
);

internal sealed record JsonArgument(string? Name, string? Description, string? Value, JsonLocation? Location);

internal sealed record JsonMount(string? Name, bool Required, JsonLocation? Location);

internal sealed record JsonTargets(IReadOnlyList<JsonTarget>? Targets);

internal sealed record JsonTarget(string? Name, bool Default, string? Description, string? Base, string? Platform, JsonLocation? Location);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(JsonOutline))]
[JsonSerializable(typeof(JsonTargets))]
internal sealed partial class OutlineJsonContext : JsonSerializerContext;
