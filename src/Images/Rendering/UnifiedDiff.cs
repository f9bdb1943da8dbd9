using System.Globalization;
using System.Text;

namespace Images.Rendering;

/// <summary>The difference between two texts in the unified format (POSIX diff -u), three lines of context.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Compares two texts.</summary>
    /// <param name="oldName">What the old text is called in the first line; <c>/dev/null</c> when there was none.</param>
    /// <param name="newName">What the new text is called in the second line; <c>/dev/null</c> when there is none.</param>
    /// <param name="oldText">The old text.</param>
    /// <param name="newText">The new text.</param>
    /// <returns>The difference, LF line ends; empty when the texts are equal.</returns>
    public static string Between(string oldName, string newName, string oldText, string newText)
    {
        if (string.Equals(oldText, newText, StringComparison.Ordinal))
        {
            return string.Empty;
        }

        var edits = LineEdits.Between(Lines(oldText), Lines(newText));
        var diff = new StringBuilder().Append(CultureInfo.InvariantCulture, $"--- {oldName}\n+++ {newName}\n");
        foreach (var (start, end) in Hunks(edits))
        {
            Write(diff, edits, start, end);
        }

        return diff.ToString();
    }

    /// <summary>Finds where two texts begin to differ.</summary>
    /// <param name="oldText">The old text.</param>
    /// <param name="newText">The new text.</param>
    /// <returns>The line counted from 1 in the old text, at most its last; 1 for an empty text.</returns>
    public static int FirstDifference(string oldText, string newText)
    {
        var same = oldText.AsSpan().CommonPrefixLength(newText);
        var line = oldText.AsSpan(0, same).Count('\n') + 1;
        return Math.Clamp(line, 1, Math.Max(1, Lines(oldText).Length));
    }

    private static string[] Lines(string text)
    {
        var lines = text.Split('\n');
        return lines[^1].Length == 0
            ? lines[..^1].Select(line => line + '\n').ToArray()
            : [.. lines[..^1].Select(line => line + '\n'), lines[^1]];
    }

    private static IEnumerable<(int Start, int End)> Hunks(IReadOnlyList<LineEdit> edits)
    {
        var index = 0;
        while (index < edits.Count)
        {
            if (edits[index].Kind == ' ')
            {
                index++;
                continue;
            }

            var start = Math.Max(0, index - Context);
            var last = index;
            for (; index < edits.Count && index <= last + (2 * Context); index++)
            {
                last = edits[index].Kind == ' ' ? last : index;
            }

            yield return (start, Math.Min(edits.Count, last + Context + 1));
            index = last + 1;
        }
    }

    private static void Write(StringBuilder diff, IReadOnlyList<LineEdit> edits, int start, int end)
    {
        var hunk = edits.Skip(start).Take(end - start).ToList();
        var oldBefore = edits.Take(start).Count(edit => edit.Kind != '+');
        var newBefore = edits.Take(start).Count(edit => edit.Kind != '-');
        var oldCount = hunk.Count(edit => edit.Kind != '+');
        var newCount = hunk.Count(edit => edit.Kind != '-');
        diff.Append(CultureInfo.InvariantCulture, $"@@ -{Range(oldBefore, oldCount)} +{Range(newBefore, newCount)} @@\n");
        foreach (var edit in hunk)
        {
            diff.Append(edit.Kind).Append(edit.Line);
            if (!edit.Line.EndsWith('\n'))
            {
                diff.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    private static string Range(int before, int count) =>
        count switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"{before},0"),
            1 => string.Create(CultureInfo.InvariantCulture, $"{before + 1}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{before + 1},{count}"),
        };
}
