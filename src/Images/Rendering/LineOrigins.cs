namespace Images.Rendering;

/// <summary>Gives every rendered line a line of a template.</summary>
internal static class LineOrigins
{
    /// <summary>Fills the gaps between the lines that marks tell about: blank lines, and lines that consist of values alone.</summary>
    /// <param name="template">The path of the template that all began with.</param>
    /// <param name="count">How many lines were rendered.</param>
    /// <param name="known">What marks told, for some or all lines.</param>
    /// <param name="path">Gives the path of a file's number.</param>
    /// <returns>One entry a line. In a gap lines count on from the one before, but not past the next known line of the same file.</returns>
    public static IReadOnlyList<TemplateLine> Complete(
        string template,
        int count,
        IReadOnlyList<(int File, int Line)?> known,
        Func<int, string> path
    )
    {
        var complete = new TemplateLine[count];
        var last = new TemplateLine(template, 0);
        for (var index = 0; index < count; index++)
        {
            last = Known(index) ?? last with { Line = Math.Max(1, Math.Min(last.Line + 1, Limit(index, last.File))) };
            complete[index] = last;
        }

        return complete;

        TemplateLine? Known(int index) =>
            index < known.Count && known[index] is { } mark ? new TemplateLine(path(mark.File), mark.Line) : null;

        int Limit(int index, string file)
        {
            for (var next = index + 1; next < Math.Min(count, known.Count); next++)
            {
                if (Known(next) is { } mark)
                {
                    return mark.File == file ? mark.Line : int.MaxValue;
                }
            }

            return int.MaxValue;
        }
    }
}
