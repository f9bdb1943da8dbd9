using System.Globalization;

namespace Images.Definitions.Patterns;

/// <summary>Reads <c>{n}</c>, <c>{n,}</c> and <c>{n,m}</c>.</summary>
internal static class RepeatCounts
{
    private const int Largest = 1000;

    /// <summary>Reads the counts from the brace on.</summary>
    /// <param name="reader">The pattern.</param>
    /// <returns>The counts; null, and nothing is taken, where the brace is a character like others.</returns>
    /// <exception cref="PatternException">They are too large, or the wrong way round.</exception>
    public static (int Least, int? Most)? Read(PatternReader reader)
    {
        var start = reader.Position;
        reader.Take("{");
        var (least, most) = (Number(reader), (long?)null);
        var isOpen = false;
        if (least is not null)
        {
            most = least;
            if (reader.Take(","))
            {
                isOpen = reader.Peek == '}';
                most = isOpen ? null : Number(reader);
            }
        }

        if (least is null || (most is null && !isOpen) || !reader.Take("}"))
        {
            reader.Position = start;
            return null;
        }

        return least <= Largest && (most ?? least) <= Largest && (most ?? least) >= least
            ? ((int)least, (int?)most)
            : throw new PatternException($"{reader.Since(start)} is no count of repetitions: at most {Largest}, the smaller number first");
    }

    // Without leading zeros; one that is too large to be a count is still a number.
    private static long? Number(PatternReader reader)
    {
        var start = reader.Position;
        while (char.IsAsciiDigit(reader.Peek))
        {
            reader.Position++;
        }

        var digits = reader.Since(start);
        return digits.Length == 0 || (digits.Length > 1 && digits[0] == '0') ? null
            : digits.Length > 9 ? int.MaxValue
            : long.Parse(digits, CultureInfo.InvariantCulture);
    }
}
