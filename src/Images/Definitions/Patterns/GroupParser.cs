namespace Images.Definitions.Patterns;

/// <summary>Reads how a group begins: plain, named, or with flags.</summary>
/// <param name="reader">The pattern.</param>
internal sealed class GroupParser(PatternReader reader)
{
    private static readonly (string Start, string What)[] Refused =
    [
        ("(?=", "looks ahead"),
        ("(?!", "looks ahead"),
        ("(?<=", "looks behind"),
        ("(?<!", "looks behind"),
        ("(?>", "does not go back"),
        ("(?|", "numbers its branches anew"),
        ("(?(", "depends on another group"),
        ("(?#", "is a comment"),
        ("(?R", "calls the pattern itself"),
        ("(?P=", "refers back to a group"),
        ("(?P>", "calls a group"),
    ];

    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>Reads from the parenthesis on.</summary>
    /// <param name="outside">What holds before it.</param>
    /// <returns>What holds from here on, and whether a group begins; if not, the flags stand alone.</returns>
    /// <exception cref="PatternException">RE2 has no such group.</exception>
    public (PatternFlags Flags, bool IsGroup) Open(PatternFlags outside)
    {
        foreach (var (begin, what) in Refused)
        {
            if (reader.StartsWith(begin))
            {
                throw new PatternException($"'{begin}' {what}, which RE2 does not know: such patterns can take more than linear time");
            }
        }

        var start = reader.Position;
        if (reader.Take("(?P<") || reader.Take("(?<"))
        {
            var name = reader.TakeUntil(">");
            if (name is null or "" || !name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            {
                throw new PatternException($"{reader.Since(start)} is no name of a group: use letters, digits and '_'");
            }

            return names.Add(name) ? (outside, true) : throw new PatternException($"two groups have the name {name}");
        }

        return reader.Take("(?") ? Flags(start, outside) : (Taken(outside), true);
    }

    private PatternFlags Taken(PatternFlags flags)
    {
        reader.Position++;
        return flags;
    }

    private (PatternFlags Flags, bool IsGroup) Flags(int start, PatternFlags flags)
    {
        var (isOff, isSeen) = (false, false);
        while (!reader.AtEnd)
        {
            var letter = (char)reader.TakeRune();
            if (letter is ':' or ')' && (!isOff || isSeen))
            {
                return (flags, letter == ':');
            }

            if (letter == '-' && !isOff)
            {
                (isOff, isSeen) = (true, false);
                continue;
            }

            PatternFlags? flag = letter switch
            {
                'i' => PatternFlags.IgnoreCase,
                'm' => PatternFlags.MultiLine,
                's' => PatternFlags.DotAll,
                'U' => PatternFlags.Ungreedy,
                _ => null,
            };
            if (flag is not { } known)
            {
                break;
            }

            isSeen = true;
            flags = isOff ? flags & ~known : flags | known;
        }

        throw new PatternException($"{reader.Since(start)} begins no group of RE2; flags are i, m, s and U");
    }
}
