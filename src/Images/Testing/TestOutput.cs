using System.Globalization;
using System.Text;
using Images.Engines;

namespace Images.Testing;

/// <summary>Puts a container's streams together for people: harmless, bounded, the end of each rather than its start.</summary>
public static class TestOutput
{
    /// <summary>The most UTF-16 units that are kept of each stream.</summary>
    public const int Limit = 16 * 1024;

    /// <summary>Puts the streams together.</summary>
    /// <param name="result">What the container wrote.</param>
    /// <returns>Standard output, then standard error under its heading; empty when both are.</returns>
    public static string Of(ContainerResult result)
    {
        var text = new StringBuilder(End(result.Output));
        if (result.Error.Length > 0)
        {
            EndLine(text);
            text.Append("stderr:\n").Append(End(result.Error));
        }

        if (result.DroppedBytes > 0)
        {
            EndLine(text);
            text.Append(CultureInfo.InvariantCulture, $"({result.DroppedBytes} bytes more were dropped)\n");
        }

        return text.ToString();
    }

    private static void EndLine(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    private static string End(string stream)
    {
        if (stream.Length <= Limit)
        {
            return ContainerText.Harmless(stream);
        }

        // From the start of a line where there is one, so that no escape sequence or character is cut in two.
        var start = stream.Length - Limit;
        var line = stream.IndexOf('\n', start);
        start = line >= 0 && line < stream.Length - 1 ? line + 1 : start;
        return string.Create(CultureInfo.InvariantCulture, $"({start} characters before this are left out)\n")
            + ContainerText.Harmless(stream[start..]);
    }
}
