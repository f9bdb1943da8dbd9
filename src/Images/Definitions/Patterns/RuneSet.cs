namespace Images.Definitions.Patterns;

/// <summary>A set of characters: ranges of code points in order, which neither touch nor overlap.</summary>
internal sealed class RuneSet
{
    /// <summary>The last code point.</summary>
    public const int Last = 0x10FFFF;

    private readonly (int From, int To)[] ranges;

    private RuneSet((int From, int To)[] ranges) => this.ranges = ranges;

    /// <summary>Gets the ranges, both ends included.</summary>
    public IReadOnlyList<(int From, int To)> Ranges => ranges;

    /// <summary>Makes a set.</summary>
    /// <param name="ranges">Ranges in any order, both ends included.</param>
    /// <returns>The set.</returns>
    public static RuneSet Of(params IEnumerable<(int From, int To)> ranges)
    {
        var merged = new List<(int From, int To)>();
        foreach (var range in ranges.Order())
        {
            if (merged.Count > 0 && range.From <= merged[^1].To + 1)
            {
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, range.To));
            }
            else
            {
                merged.Add(range);
            }
        }

        return new([.. merged]);
    }

    /// <summary>Gets every other character.</summary>
    /// <returns>The set.</returns>
    public RuneSet Negated()
    {
        var others = new List<(int From, int To)>();
        var next = 0;
        foreach (var (from, to) in ranges)
        {
            if (from > next)
            {
                others.Add((next, from - 1));
            }

            next = to + 1;
        }

        if (next <= Last)
        {
            others.Add((next, Last));
        }

        return new([.. others]);
    }

    /// <summary>Says whether a character is in the set.</summary>
    /// <param name="rune">Its code point.</param>
    public bool Contains(int rune)
    {
        var (low, high) = (0, ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (rune < ranges[middle].From)
            {
                high = middle - 1;
            }
            else if (rune > ranges[middle].To)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
