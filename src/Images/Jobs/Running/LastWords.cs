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

    /// <summary>Gets the last line of standard error, else of standard output: harmless and short; empty when there is none.</summary>
    public string Line => Last(error, errorCount) is { Length: > 0 } line ? line : Last(output, outputCount);

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

    private static string Last(byte[] kept, int count)
    {
        var lines = Encoding.UTF8.GetString(kept, 0, count).TrimEnd().Split('\n');
        return ContainerText.Shorten(ContainerText.HarmlessLine(lines[^1]), LongestLine);
    }
}
