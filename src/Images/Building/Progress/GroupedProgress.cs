namespace Images.Building;

/// <summary>
/// Writes the lines of each image together when it is done, in a group that GitHub's log viewer folds; an image of which there is
/// nothing to tell is one line.
/// </summary>
/// <param name="output">Where to write.</param>
/// <param name="time">The clock.</param>
/// <param name="hasColor">Whether the reader wants colour.</param>
/// <param name="group">Writes a group of a title and lines, with the ends of all its lines.</param>
public sealed class GroupedProgress(TextWriter output, TimeProvider time, bool hasColor, Func<string, IReadOnlyList<string>, string> group)
    : IProgress<ImageEvent>
{
    private readonly CondensedLines lines = new(time, hasColor);
    private readonly Dictionary<string, List<string>> waiting = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Report(ImageEvent value)
    {
        var due = lines.Of(value);
        if (value is ImageFinished finished)
        {
            Write(finished, due[^1]);
        }
        else if (due.Count > 0)
        {
            LinesOf(value.Image.Id).AddRange(due);
        }
    }

    private void Write(ImageFinished finished, string summary)
    {
        if (!waiting.Remove(finished.Image.Id, out var all))
        {
            output.WriteLine(summary);
            return;
        }

        output.Write(group(summary, all));
    }

    private List<string> LinesOf(string image) => waiting.TryGetValue(image, out var list) ? list : waiting[image] = [];
}
