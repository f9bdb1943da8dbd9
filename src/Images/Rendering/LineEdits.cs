namespace Images.Rendering;

/// <summary>One line of a comparison.</summary>
/// <param name="Kind">A blank: in both; <c>-</c>: only in the old text; <c>+</c>: only in the new one.</param>
/// <param name="Line">The line with its end.</param>
internal readonly record struct LineEdit(char Kind, string Line);

/// <summary>Finds the shortest way from one list of lines to another (Myers, "An O(ND) difference algorithm", 1986).</summary>
internal static class LineEdits
{
    private const int MostEdits = 1000;

    /// <summary>Compares two lists of lines.</summary>
    /// <param name="before">The old lines.</param>
    /// <param name="after">The new lines.</param>
    /// <returns>All lines in order, removed ones before added ones; past 1000 edits everything between the equal ends counts as replaced.</returns>
    public static IReadOnlyList<LineEdit> Between(string[] before, string[] after)
    {
        var start = before.AsSpan().CommonPrefixLength(after);
        var end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && before[^(end + 1)] == after[^(end + 1)])
        {
            end++;
        }

        return
        [
            .. before.Take(start).Select(line => new LineEdit(' ', line)),
            .. Middle(before[start..^end], after[start..^end]),
            .. before.TakeLast(end).Select(line => new LineEdit(' ', line)),
        ];
    }

    private static List<LineEdit> Middle(string[] before, string[] after)
    {
        var most = Math.Min(before.Length + after.Length, MostEdits);
        var furthest = new int[(2 * most) + 3];
        var trace = new List<int[]>();
        for (var edits = 0; edits <= most; edits++)
        {
            trace.Add([.. furthest]);
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var x = IsDown(furthest, diagonal, edits, most) ? furthest[diagonal + 1 + most + 1] : furthest[diagonal - 1 + most + 1] + 1;
                while (x < before.Length && x - diagonal < after.Length && before[x] == after[x - diagonal])
                {
                    x++;
                }

                furthest[diagonal + most + 1] = x;
                if (x >= before.Length && x - diagonal >= after.Length)
                {
                    return Walk(before, after, trace, most);
                }
            }
        }

        return [.. before.Select(line => new LineEdit('-', line)), .. after.Select(line => new LineEdit('+', line))];
    }

    private static bool IsDown(int[] furthest, int diagonal, int edits, int most) =>
        diagonal == -edits || (diagonal != edits && furthest[diagonal - 1 + most + 1] < furthest[diagonal + 1 + most + 1]);

    private static List<LineEdit> Walk(string[] before, string[] after, List<int[]> trace, int most)
    {
        var reversed = new List<LineEdit>();
        var (x, y) = (before.Length, after.Length);
        for (var edits = trace.Count - 1; edits >= 0; edits--)
        {
            var furthest = trace[edits];
            var diagonal = x - y;
            var down = IsDown(furthest, diagonal, edits, most);
            var previous = down ? diagonal + 1 : diagonal - 1;
            var previousX = edits == 0 ? 0 : furthest[previous + most + 1];
            var previousY = edits == 0 ? 0 : previousX - previous;
            for (; x > previousX && y > previousY; x--, y--)
            {
                reversed.Add(new LineEdit(' ', before[x - 1]));
            }

            if (edits > 0)
            {
                reversed.Add(down ? new LineEdit('+', after[y - 1]) : new LineEdit('-', before[x - 1]));
                (x, y) = (previousX, previousY);
            }
        }

        reversed.Reverse();
        return reversed;
    }
}
