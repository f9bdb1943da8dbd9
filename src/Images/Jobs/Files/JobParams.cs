using System.Globalization;
using System.Text.Json.Nodes;
using Images.Definitions.Yaml;

namespace Images.Jobs.Files;

/// <summary>Turns the parameters of a job file into JSON, with the types that YAML's core schema gives to plain words.</summary>
internal static class JobParams
{
    /// <summary>Converts a mapping.</summary>
    /// <param name="mapping">The parameters.</param>
    /// <returns>Numbers, booleans, texts, lists and objects.</returns>
    public static JsonObject Of(YamlMapping mapping) =>
        new(mapping.Entries.Select(static entry => KeyValuePair.Create(entry.Key.Text, Value(entry.Value))));

    /// <summary>Marks what a matrix replaces whole, so that a number of the matrix is one here too.</summary>
    /// <param name="node">The parameters as written.</param>
    /// <returns>The same with <c>"{{ axis }}"</c> as if written without quotes.</returns>
    public static YamlNode Marked(YamlNode node) =>
        node switch
        {
            YamlText { IsPlain: false } text
                when text.Text.StartsWith("{{", StringComparison.Ordinal)
                    && text.Text.EndsWith("}}", StringComparison.Ordinal)
                    && text.Text.IndexOf("{{", 2, StringComparison.Ordinal) < 0 => text with
            {
                IsPlain = true,
            },
            YamlList list => list with { Items = [.. list.Items.Select(Marked)] },
            YamlMapping mapping => mapping with
            {
                Entries = [.. mapping.Entries.Select(static entry => entry with { Value = Marked(entry.Value) })],
            },
            _ => node,
        };

    private static JsonNode? Value(YamlNode node) =>
        node switch
        {
            YamlList list => new JsonArray([.. list.Items.Select(Value)]),
            YamlMapping mapping => Of(mapping),
            YamlText { IsPlain: true } plain => Plain(plain.Text),
            YamlText text => JsonValue.Create(text.Text),
            _ => null,
        };

    private static JsonValue Plain(string text)
    {
        if (text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
        {
            return JsonValue.Create(text[0] is 't' or 'T');
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && !IsOctal(text))
        {
            return JsonValue.Create(whole);
        }

        const NumberStyles Float = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return
            double.TryParse(text, Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            && text.AsSpan().IndexOfAny(".eE") >= 0
            ? JsonValue.Create(number)
            : JsonValue.Create(text)!;
    }

    // 007 is a name, not seven.
    private static bool IsOctal(string text)
    {
        var digits = text.TrimStart('-', '+');
        return digits.Length > 1 && digits[0] == '0';
    }
}
