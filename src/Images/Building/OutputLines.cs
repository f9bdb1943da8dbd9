using System.Text;
using Images.Engines;

namespace Images.Building;

/// <summary>Cuts the bytes that one step writes into lines that are safe to print, and keeps the last of them.</summary>
/// <param name="keep">How many lines to keep.</param>
/// <param name="mask">Hides what nobody may read.</param>
internal sealed class OutputLines(int keep, SecretMask mask)
{
    private const int LongestLine = 4096;

    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder current = new();
    private readonly Queue<string> last = new();

    /// <summary>Gets the last lines.</summary>
    public IReadOnlyList<string> Last => [.. last];

    /// <summary>Takes bytes.</summary>
    /// <param name="data">As they came: not cut at line ends.</param>
    /// <returns>The lines that are complete now.</returns>
    public List<string> Append(ReadOnlySpan<byte> data)
    {
        var characters = new char[decoder.GetCharCount(data, flush: false)];
        decoder.GetChars(data, characters, flush: false);
        var lines = new List<string>();
        foreach (var character in characters)
        {
            if (character == '\n')
            {
                lines.Add(Take());
            }
            else if (current.Length >= LongestLine)
            {
                CutInto(lines);
            }

            if (character != '\n')
            {
                current.Append(character);
            }
        }

        return lines;
    }

    /// <summary>Takes what stands behind the last line end.</summary>
    /// <returns>The unfinished line, or nothing.</returns>
    public IEnumerable<string> Flush() => current.Length == 0 ? [] : [Take()];

    // A secret that stands across the cut goes to the next line as a whole, where it is seen.
    private void CutInto(List<string> lines)
    {
        var text = current.ToString();
        var unfinished = mask.UnfinishedAtEnd(text);
        if (unfinished < text.Length)
        {
            current.Length -= unfinished;
            lines.Add(Take());
            current.Append(text, text.Length - unfinished, unfinished);
        }
    }

    private string Take()
    {
        var text = mask.Apply(current.ToString().TrimEnd('\r'));
        current.Clear();

        // What a progress bar drew over and over: only its last state is worth a line.
        var line = mask.Apply(ContainerText.Harmless(text[(text.LastIndexOf('\r') + 1)..]));
        last.Enqueue(line);
        if (last.Count > keep)
        {
            last.Dequeue();
        }

        return line;
    }
}
