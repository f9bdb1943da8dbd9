using System.Globalization;
using System.Text.Json;

namespace Images.Rendering.Importing.Hcl;

/// <summary>What values are here: null, text, <see cref="decimal"/>, <see cref="bool"/>, lists, and objects in the order of their keys.</summary>
internal static class HclValue
{
    /// <summary>Makes an object.</summary>
    /// <param name="entries">Its entries; the last of equal keys counts.</param>
    /// <returns>The object, in ordinal order of the keys.</returns>
    public static IReadOnlyDictionary<string, object?> Object(IEnumerable<KeyValuePair<string, object?>> entries)
    {
        var values = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            values[key] = value;
        }

        return values;
    }

    /// <summary>Takes a value as text.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text; that of a number has no zeros it does not need.</returns>
    /// <exception cref="FormatException">It is null, a list or an object.</exception>
    public static string Text(object? value) =>
        value switch
        {
            string text => text,
            bool truth => truth ? "true" : "false",
            decimal number => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
            _ => throw new FormatException($"{Kind(value)} cannot be used as text"),
        };

    /// <summary>Takes a value as a number.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static decimal Number(object? value) =>
        value switch
        {
            decimal number => number,
            string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw new FormatException($"{Kind(value)} cannot be used as a number"),
        };

    /// <summary>Takes a value as true or false.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The truth.</returns>
    /// <exception cref="FormatException">It is neither.</exception>
    public static bool Truth(object? value) =>
        value switch
        {
            bool truth => truth,
            "true" or "1" => true,
            "false" or "0" => false,
            _ => throw new FormatException($"{Kind(value)} is neither true nor false"),
        };

    /// <summary>Takes a value as a list.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its items; those of an object are its values.</returns>
    /// <exception cref="FormatException">It has no items.</exception>
    public static IReadOnlyList<object?> List(object? value) =>
        value switch
        {
            IReadOnlyList<object?> list => list,
            IReadOnlyDictionary<string, object?> mapping => [.. mapping.Values],
            _ => throw new FormatException($"{Kind(value)} cannot be used as a list"),
        };

    /// <summary>Takes a value as an object.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its entries.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static IReadOnlyDictionary<string, object?> Entries(object? value) =>
        value as IReadOnlyDictionary<string, object?> ?? throw new FormatException($"{Kind(value)} cannot be used as an object");

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they are of one kind and equal all the way down.</returns>
    public static bool Same(object? left, object? right) =>
        (left, right) switch
        {
            (IReadOnlyList<object?> first, IReadOnlyList<object?> second) => first.Count == second.Count
                && first.Zip(second).All(pair => Same(pair.First, pair.Second)),
            (IReadOnlyDictionary<string, object?> first, IReadOnlyDictionary<string, object?> second) => first.Count == second.Count
                && first.All(entry => second.TryGetValue(entry.Key, out var other) && Same(entry.Value, other)),
            _ => Equals(left, right),
        };

    /// <summary>Takes what JSON says.</summary>
    /// <param name="json">The value.</param>
    /// <returns>The same as a value of HCL.</returns>
    public static object? FromJson(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number => json.TryGetDecimal(out var number) ? number : throw new FormatException("this number is too large"),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Array => json.EnumerateArray().Select(FromJson).ToList(),
            JsonValueKind.Object => Object(json.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, FromJson(entry.Value)))),
            _ => null,
        };

    /// <summary>Writes a value as JSON.</summary>
    /// <param name="value">The value.</param>
    /// <returns>JSON in one line.</returns>
    public static string ToJson(object? value) =>
        value switch
        {
            null => "null",
            string text => $"\"{JsonEncodedText.Encode(text)}\"",
            IReadOnlyList<object?> list => $"[{string.Join(',', list.Select(ToJson))}]",
            IReadOnlyDictionary<string, object?> mapping =>
                $"{{{string.Join(',', mapping.Select(entry => $"\"{JsonEncodedText.Encode(entry.Key)}\":{ToJson(entry.Value)}"))}}}",
            _ => Text(value),
        };

    /// <summary>Names the kind of a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Such as <c>a list</c>.</returns>
    public static string Kind(object? value) =>
        value switch
        {
            null => "null",
            string text => $"the text '{text}'",
            decimal => "a number",
            bool => "a truth value",
            IReadOnlyList<object?> => "a list",
            _ => "an object",
        };
}
