using System.Text.Json;
using System.Text.Json.Nodes;

namespace Images.Engines;

/// <summary>What an engine says in the body of an answer that refuses: <c>{"message": "..."}</c>.</summary>
internal static class EngineMessage
{
    /// <summary>Reads it.</summary>
    /// <param name="body">The body, whatever it is.</param>
    /// <returns>The engine's words on one harmless line; the whole body where it has another form.</returns>
    public static string Of(string body) => ContainerText.HarmlessLine(Words(body));

    private static string Words(string body)
    {
        try
        {
            return JsonNode.Parse(body)?["message"]?.GetValue<string>().Trim() ?? body.Trim();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return body.Trim();
        }
    }
}
