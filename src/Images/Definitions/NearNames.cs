namespace Images.Definitions;

/// <summary>Finds what a mistyped name was meant to be.</summary>
public static class NearNames
{
    private const int MostNames = 3;
    private const int LongestName = 64;

    /// <summary>Ranks the candidates that are close enough to be what was meant.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="candidates">What there is.</param>
    /// <returns>At most three, the nearest first, then in ordinal order; empty when nothing is near.</returns>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> candidates) =>
        [
            .. (name.Length is 0 or > LongestName ? [] : candidates)
                .Where(static candidate => candidate.Length <= LongestName)
                .Distinct(StringComparer.Ordinal)
                .Select(candidate => (Candidate: candidate, Distance: Distance(name, candidate)))
                .Where(ranked => ranked.Distance <= Tolerance(name, ranked.Candidate))
                .OrderBy(ranked => ranked.Distance)
                .ThenBy(ranked => ranked.Candidate, StringComparer.Ordinal)
                .Take(MostNames)
                .Select(ranked => ranked.Candidate),
        ];

    /// <summary>Writes the nearest candidates as the end of an error message.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="candidates">What there is.</param>
    /// <returns>Such as <c> (did you mean 'args'?)</c> with the leading blank; empty when nothing is near.</returns>
    public static string Hint(string name, IEnumerable<string> candidates)
    {
        var near = Of(name, candidates);
        return near.Count == 0 ? string.Empty : $" (did you mean {string.Join(" or ", near.Select(candidate => $"'{candidate}'"))}?)";
    }

    private static int Tolerance(string name, string candidate) =>
        candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase) && name.Length > 1 ? candidate.Length : Math.Max(1, name.Length / 3);

    /// <summary>Counts insertions, deletions, replacements and swaps of neighbours, upper and lower case being equal.</summary>
    private static int Distance(string left, string right)
    {
        var beforeLast = new int[right.Length + 1];
        var last = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            last[column] = column;
        }

        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var cost = SameLetter(left[row - 1], right[column - 1]) ? 0 : 1;
                current[column] = Math.Min(Math.Min(current[column - 1], last[column]) + 1, last[column - 1] + cost);
                if (row > 1 && column > 1 && SameLetter(left[row - 1], right[column - 2]) && SameLetter(left[row - 2], right[column - 1]))
                {
                    current[column] = Math.Min(current[column], beforeLast[column - 2] + 1);
                }
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[right.Length];
    }

    private static bool SameLetter(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
