using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Images.Rendering;

/// <summary>Writes values so that whoever reads the Dockerfile gets exactly them back. A plain word stays as it is.</summary>
internal static partial class Quoting
{
    /// <summary>Quotes a word that the frontend expands: the right side of ENV, LABEL and ARG, the operand of USER and WORKDIR.</summary>
    /// <param name="value">One line of text.</param>
    /// <returns>The value, in double quotes unless it is a plain word.</returns>
    public static string FrontendWord(string value)
    {
        if (PlainWord.Is(value))
        {
            return value;
        }

        var quoted = new StringBuilder(value.Length + 8).Append('"');
        foreach (var character in value)
        {
            if (character is '"' or '\\' or '$')
            {
                quoted.Append('\\');
            }

            quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Quotes a word of a POSIX shell's command line.</summary>
    /// <param name="value">One line of text.</param>
    /// <returns>The value, in single quotes unless it is a plain word. Two less-than signs never stand side by side: older readers take them for a here-document even inside quotes.</returns>
    public static string ShellWord(string value) =>
        PlainWord.Is(value) ? value : $"'{LessThanPair().Replace(value.Replace("'", @"'\''", StringComparison.Ordinal), "<''")}'";

    /// <summary>Writes the exec form of CMD and ENTRYPOINT.</summary>
    /// <param name="arguments">The argument vector; may be empty.</param>
    /// <returns>A JSON array on one line.</returns>
    public static string JsonArguments(IEnumerable<string> arguments) => $"[{string.Join(", ", arguments.Select(JsonText))}]";

    private static string JsonText(string value) => $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    [GeneratedRegex("<(?=<)")]
    private static partial Regex LessThanPair();
}
