using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>Reads images' contents from an engine.</summary>
/// <param name="http">The engine.</param>
public sealed class ImageContents(EngineHttp http) : IImageContents
{
    // What a FROM hands down. The rest of the configuration is of the build that made it.
    private static readonly string[] Inherited =
    [
        "Cmd",
        "Entrypoint",
        "Env",
        "ExposedPorts",
        "Healthcheck",
        "Labels",
        "OnBuild",
        "Shell",
        "StopSignal",
        "User",
        "Volumes",
        "WorkingDir",
    ];

    /// <inheritdoc/>
    public async Task<string?> DigestAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetAsync($"images/{reference}/json", cancellationToken) is { } image ? Digest(image) : null;
        }
        catch (EngineRefusedException error) when (error.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Sums up an engine's description of an image.</summary>
    internal static string Digest(JsonNode image)
    {
        var text = new StringBuilder();
        text.Append(Text(image["Os"])).Append('/').Append(Text(image["Architecture"])).Append('/').Append(Text(image["Variant"]));
        Write(text, image["RootFS"]?["Layers"]);
        foreach (var name in Inherited)
        {
            text.Append('\n').Append(name).Append('=');
            // No working directory and the root are one and the same.
            if (image["Config"]?[name] is { } value && !(name == "WorkingDir" && Text(value) == "/"))
            {
                Write(text, value);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // Engines differ in the order of members, and in writing empty values or leaving them out.
    private static void Write(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    text.Append('{').Append(name).Append(':');
                    Write(text, value);
                    text.Append('}');
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    text.Append('[');
                    Write(text, item);
                    text.Append(']');
                }

                break;
            default:
                text.Append(node?.ToString());
                break;
        }
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
