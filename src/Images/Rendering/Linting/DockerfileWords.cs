using System.Text;
using System.Text.Json;

namespace Images.Rendering.Linting;

/// <summary>Takes the arguments of instructions apart.</summary>
internal static class DockerfileWords
{
    /// <summary>Splits at blanks that no quotes or backslashes protect, and takes the quotes away.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The words.</returns>
    public static IReadOnlyList<string> Split(string arguments)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var index = 0; index < arguments.Length; index++)
        {
            var character = arguments[index];
            if (quote == '\0' && char.IsWhiteSpace(character))
            {
                Flush();
                continue;
            }

            word ??= new StringBuilder();
            if (character == '\\' && quote != '\'' && index + 1 < arguments.Length)
            {
                word.Append(arguments[++index]);
            }
            else if (character == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && character is '"' or '\'')
            {
                quote = character;
            }
            else
            {
                word.Append(character);
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }

    /// <summary>Reads the form <c>["word", "word"]</c>.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The words; null when the arguments have another form.</returns>
    public static IReadOnlyList<string>? Json(string arguments)
    {
        if (!arguments.StartsWith('['))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(arguments);
            return document.RootElement.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                ? [.. document.RootElement.EnumerateArray().Select(item => item.GetString() ?? string.Empty)]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the variables of an ARG or ENV.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <returns>Names and values; the value is null where none is given.</returns>
    public static IReadOnlyList<(string Name, string? Value)> Variables(DockerfileInstruction instruction)
    {
        var words = Split(instruction.Arguments);
        return instruction.Keyword == "ENV" && words is [var name, ..] && !name.Contains('=', StringComparison.Ordinal)
            ? [(name, string.Join(' ', words.Skip(1)))]
            : [.. words.Select(word => word.Split('=', 2)).Select(parts => (parts[0], parts.ElementAtOrDefault(1)))];
    }
}
