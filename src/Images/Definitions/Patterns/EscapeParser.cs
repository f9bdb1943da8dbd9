using System.Globalization;

namespace Images.Definitions.Patterns;

/// <summary>Reads what follows a backslash.</summary>
/// <param name="reader">The pattern.</param>
internal sealed class EscapeParser(PatternReader reader)
{
    /// <summary>Reads an escape that stands for one character, with its backslash.</summary>
    /// <returns>The code point.</returns>
    /// <exception cref="PatternException">There is none.</exception>
    public int Rune()
    {
        var start = reader.Position++;
        if (reader.AtEnd)
        {
            throw new PatternException(@"ends with a lone '\'; write '\\' for a backslash");
        }

        var letter = reader.TakeRune();
        return letter switch
        {
            >= '1' and <= '7' when reader.Peek is < '0' or > '7' => throw new PatternException(
                $"{reader.Since(start)} refers back to a group, which takes more than linear time; write out what is meant"
            ),
            >= '0' and <= '7' => Octal(letter - '0'),
            'x' => Hexadecimal(start),
            'a' => '\a',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            < 0x80 when !char.IsAsciiLetterOrDigit((char)letter) => letter,
            _ => throw new PatternException($"{reader.Since(start)} is no escape of RE2"),
        };
    }

    /// <summary>Reads <c>\d</c>, <c>\pN</c> and their like, with the backslash.</summary>
    /// <param name="ignoreCase">Whether the set is folded.</param>
    /// <returns>The set; null, and nothing is taken, when something else comes.</returns>
    /// <exception cref="PatternException">There is no set of that name.</exception>
    public RuneSet? Set(bool ignoreCase)
    {
        var start = reader.Position;
        if (reader.Take(@"\p") || reader.Take(@"\P"))
        {
            var negated = reader.Since(start) == @"\P";
            var name = Name(start);
            if (name.StartsWith('^'))
            {
                (negated, name) = (!negated, name[1..]);
            }

            var set = UnicodeSets.OfName(name) ?? throw new PatternException($"{reader.Since(start)} is no category or script of Unicode");
            return Finished(set, negated, ignoreCase);
        }

        if (!reader.Take(@"\"))
        {
            return null;
        }

        var letter = reader.Peek;
        if (NamedSets.OfLetter(letter) is not { } named)
        {
            reader.Position = start;
            return null;
        }

        reader.Position++;
        return Finished(named, char.IsAsciiLetterUpper(letter), ignoreCase);
    }

    /// <summary>Folds a set and turns it round.</summary>
    public static RuneSet Finished(RuneSet set, bool negated, bool ignoreCase)
    {
        var folded = ignoreCase ? CaseFolding.Fold(set) : set;
        return negated ? folded.Negated() : folded;
    }

    private string Name(int start)
    {
        if (reader.Take("{"))
        {
            return reader.TakeUntil("}") ?? throw new PatternException($"{reader.Since(start)} has no '}}'");
        }

        if (reader.AtEnd)
        {
            throw new PatternException($"{reader.Since(start)} names no category or script of Unicode");
        }

        return char.ConvertFromUtf32(reader.TakeRune());
    }

    private int Octal(int value)
    {
        for (var digits = 1; digits < 3 && reader.Peek is >= '0' and <= '7'; digits++)
        {
            value = (value * 8) + (reader.TakeRune() - '0');
        }

        return value;
    }

    private int Hexadecimal(int start)
    {
        string digits;
        if (reader.Take("{"))
        {
            digits = reader.TakeUntil("}") ?? string.Empty;
        }
        else
        {
            var first = reader.Position;
            for (var count = 0; count < 2 && !reader.AtEnd; count++)
            {
                reader.TakeRune();
            }

            digits = reader.Since(first).Length == 2 ? reader.Since(first) : string.Empty;
        }

        return
            digits.Length > 0
            && digits.TrimStart('0').Length <= 6
            && digits.All(char.IsAsciiHexDigit)
            && int.Parse(digits.TrimStart('0').PadLeft(1, '0'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                is <= RuneSet.Last
                    and var rune
            ? rune
            : throw new PatternException($"{reader.Since(start)} is no character: write two hexadecimal digits, or some in {{ }}");
    }
}
