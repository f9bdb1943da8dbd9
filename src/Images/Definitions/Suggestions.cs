namespace Images.Definitions;

/// <summary>Finds what a mistyped word was meant to be.</summary>
public static class Suggestions
{
    private const int LongestWord = 64;

    /// <summary>Finds the candidate that differs least from a word.</summary>
    /// <remarks>Distance is the number of characters inserted, left out, exchanged, or swapped with their neighbour; case counts for nothing.</remarks>
    /// <param name="word">The word that was written.</param>
    /// <param name="candidates">What it could have been; of equally near ones the first in ordinal order is taken.</param>
    /// <returns>The candidate, or null when none is near: up to one edit for each three characters.</returns>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        string? nearest = null;
        var best = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) > best || candidate.Length > LongestWord)
            {
                continue;
            }

            var distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < best || (distance == best && nearest is not null && string.CompareOrdinal(candidate, nearest) < 0))
            {
                best = distance;
                nearest = candidate;
            }
        }

        return nearest;
    }

    /// <summary>Makes the end of a message: a space and the suggestion in parentheses, or nothing.</summary>
    /// <param name="word">The word that was written.</param>
    /// <param name="candidates">What it could have been.</param>
    /// <returns>Such as <c> (did you mean 'tags'?)</c>, or an empty text.</returns>
    public static string DidYouMean(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } nearest ? $" (did you mean '{nearest}'?)" : "";

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
                var exchanged = last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(exchanged, Math.Min(last[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    current[column] = Math.Min(current[column], beforeLast[column - 2] + 1);
                }
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[right.Length];
    }
}
