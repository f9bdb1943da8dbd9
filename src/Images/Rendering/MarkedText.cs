using System.Text;

namespace Images.Rendering;

/// <summary>What the marks in a rendered text say.</summary>
/// <param name="Plain">The text without marks.</param>
/// <param name="Origins">For each line the file's number and the line there; null where nothing of the line was written in a template.</param>
/// <param name="Leaks">The values that stand in the text without having gone through a quoting filter, comments aside.</param>
internal sealed record MarkedText(string Plain, IReadOnlyList<(int File, int Line)?> Origins, IReadOnlyList<MarkedText.Leak> Leaks)
{
    /// <summary>Takes the marks out of a text.</summary>
    /// <param name="text">The text with marks, LF line ends.</param>
    /// <returns>The text and what its marks said.</returns>
    public static MarkedText Read(string text)
    {
        var plain = new StringBuilder(text.Length);
        var origins = new List<(int File, int Line)?>();
        var leaks = new List<Leak>();
        foreach (var line in text.Split('\n'))
        {
            if (origins.Count > 0)
            {
                plain.Append('\n');
            }

            var (origin, values) = ReadLine(line, plain);
            leaks.AddRange(values.Select(value => new Leak(value, origins.Count)));
            origins.Add(origin);
        }

        return new MarkedText(plain.ToString(), origins, leaks);
    }

    private static ((int File, int Line)? Origin, List<int> Values) ReadLine(string line, StringBuilder plain)
    {
        (int File, int Line)? origin = null;
        var values = new List<int>();
        var first = '\0';
        for (var index = 0; index < line.Length; )
        {
            switch (line[index])
            {
                case Marks.Line:
                    var mark = Marks.ReadLine(line, ref index);
                    origin ??= mark;
                    break;
                case Marks.Open:
                    values.Add(Marks.ReadOpen(line, ref index));
                    first = first == '\0' ? Marks.Open : first;
                    break;
                case Marks.Close:
                    index++;
                    break;
                default:
                    first = first == '\0' && line[index] is not (' ' or '\t') ? line[index] : first;
                    plain.Append(line[index++]);
                    break;
            }
        }

        return (origin, first == '#' ? [] : values);
    }

    /// <summary>A value that was not quoted.</summary>
    /// <param name="Value">The value's number.</param>
    /// <param name="Line">The line of the text, counted from 0.</param>
    internal sealed record Leak(int Value, int Line);
}
