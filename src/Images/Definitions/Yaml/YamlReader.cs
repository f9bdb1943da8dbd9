using System.Text;
using YamlDotNet.Core;

namespace Images.Definitions.Yaml;

/// <summary>Reads one YAML file into nodes that know their places.</summary>
/// <remarks>
/// The nodes are built from the parser's events with a stack of our own, and every limit is checked before a node is made:
/// the library's own object builders recurse, keep the last of two equal keys and hand back cyclic objects.
/// </remarks>
internal static class YamlReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="bytes">The content, UTF-8 with or without a byte order mark.</param>
    /// <param name="merges">Whether <c>&lt;&lt;</c> takes in other mappings.</param>
    /// <returns>The document and what is wrong with it; never throws for what a file may hold.</returns>
    public static YamlDocument Read(ReadOnlySpan<byte> bytes, bool merges = false)
    {
        if (bytes.Length > YamlLimits.FileBytes)
        {
            return new(null, [new(1, 1, $"the file is larger than {YamlLimits.FileBytes >> 10} KiB; a definition cannot be")]);
        }

        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        string text;
        try
        {
            text = Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            return new(null, [InvalidByte(bytes, exception.Index)]);
        }

        return ForbiddenCharacter(text) is { } problem ? new(null, [problem]) : Parse(text, merges);
    }

    private static YamlDocument Parse(string text, bool merges)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(new Scanner(reader, skipComments: true));
        var builder = new YamlTreeBuilder(merges);
        try
        {
            while (!builder.HasStopped && parser.MoveNext())
            {
                builder.Add(parser.Current!);
            }
        }
        catch (YamlException exception)
        {
            builder.Stop(exception.Start, $"not valid YAML: {Sentence(exception.Message)}");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner has states that it did not expect itself; there is no better place than the last event's.
            builder.Stop(parser.Current?.End ?? Mark.Empty, "not valid YAML from here on: is a bracket, brace or quote left open?");
        }

        return builder.ToDocument();
    }

    private static string Sentence(string message)
    {
        var trimmed = message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return trimmed.Length == 0 ? "cannot be parsed" : char.ToLowerInvariant(trimmed[0]) + trimmed[1..];
    }

    private static YamlProblem InvalidByte(ReadOnlySpan<byte> bytes, int index)
    {
        var before = bytes[..Math.Clamp(index, 0, bytes.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = before.Length - before.LastIndexOf((byte)'\n');
        return new(line, column, "this byte is not UTF-8; save the file as UTF-8");
    }

    private static YamlProblem? ForbiddenCharacter(string text)
    {
        var line = 1;
        var start = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character == '\n')
            {
                line++;
                start = index + 1;
            }
            else if (character is not ('\t' or '\r') && char.IsControl(character))
            {
                return new(line, index - start + 1, $"the file holds the control character U+{(int)character:X4}; remove it");
            }
        }

        return null;
    }
}
