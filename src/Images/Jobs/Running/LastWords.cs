using System.Text;
using Images.Engines;

namespace Images.Jobs.Running;

/// <summary>Remembers the end of what a container writes: programs say there why they end.</summary>
/// <param name="length">How many bytes of each stream.</param>
internal sealed class LastWords(int length)
{
    private const int LongestLine = 160;

    private readonly byte[] output = new byte[length];
    private readonly byte[] error = new byte[length];
    private int outputCount;
    private int errorCount;

    /// <summary>
    /// Gets the last line of standard error; else, since some programs complain on standard output and then say goodbye, the last of it
    /// that calls itself an error; else its last line. Harmless and short; empty when there is none.
    /// </summary>
    public string Line =>
        Lines(error, errorCount)[^1] is { Length: > 0 } line ? Short(line)
        : Lines(output, outputCount) is var lines && Array.FindLast(lines, IsError) is { } complaint ? Short(complaint)
        : Short(lines[^1]);

    /// <summary>Says with what something ended.</summary>
    /// <param name="line">Its last line, harmless and short; empty when it wrote none.</param>
    /// <returns>The end of a sentence.</returns>
    public static string End(string line) => line.Length > 0 ? $"; it ends with '{line}'" : "; it wrote nothing";

    /// <summary>Takes a piece.</summary>
    /// <param name="stream">Where it was written.</param>
    /// <param name="bytes">The piece.</param>
    public void Add(ContainerStream stream, ReadOnlySpan<byte> bytes)
    {
        if (stream == ContainerStream.Error)
        {
            errorCount = Add(error, errorCount, bytes);
        }
        else
        {
            outputCount = Add(output, outputCount, bytes);
        }
    }

    private static int Add(byte[] kept, int count, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= kept.Length)
        {
            bytes[^kept.Length..].CopyTo(kept);
            return kept.Length;
        }

        var stay = Math.Min(count, kept.Length - bytes.Length);
        kept.AsSpan(count - stay, stay).CopyTo(kept);
        bytes.CopyTo(kept.AsSpan(stay));
        return stay + bytes.Length;
    }

    // What a line shows in the end is behind its last carriage return.
    private static string[] Lines(byte[] kept, int count) => Encoding.UTF8.GetString(kept, 0, count).TrimEnd().Split('\n', '\r');

    private static bool IsError(string line) => line.StartsWith("error", StringComparison.OrdinalIgnoreCase);

    private static string Short(string line) => ContainerText.Shorten(ContainerText.HarmlessLine(line), LongestLine);
}
