namespace Images.Definitions.Patterns;

/// <summary>Reads <c>[...]</c>.</summary>
/// <param name="reader">The pattern.</param>
internal sealed class SetParser(PatternReader reader)
{
    private readonly EscapeParser escapes = new(reader);

    /// <summary>Reads a set from its bracket on.</summary>
    /// <param name="ignoreCase">Whether it is folded.</param>
    /// <returns>The set.</returns>
    /// <exception cref="PatternException">It is none.</exception>
    public RuneSet Read(bool ignoreCase)
    {
        reader.Take("[");
        var negated = reader.Take("^");
        var ranges = new List<(int From, int To)>();
        var isFirst = true;
        while (isFirst || reader.Peek != ']' || reader.AtEnd)
        {
            isFirst = false;
            if (Posix(ignoreCase) is { } named)
            {
                ranges.AddRange(named.Ranges);
            }
            else if (escapes.Set(ignoreCase) is { } set)
            {
                ranges.AddRange(set.Ranges);
            }
            else
            {
                var range = RuneSet.Of(Range());
                ranges.AddRange((ignoreCase ? CaseFolding.Fold(range) : range).Ranges);
            }
        }

        reader.Position++;
        return EscapeParser.Finished(RuneSet.Of(ranges), negated, ignoreCase: false);
    }

    private RuneSet? Posix(bool ignoreCase)
    {
        var start = reader.Position;
        if (!reader.Take("[:"))
        {
            return null;
        }

        var name = reader.TakeUntil(":]");
        if (name is null)
        {
            reader.Position = start;
            return null;
        }

        var negated = name.StartsWith('^');
        var set = NamedSets.OfName(negated ? name[1..] : name) ?? throw new PatternException($"{reader.Since(start)} is no named set");
        return EscapeParser.Finished(set, negated, ignoreCase);
    }

    private (int From, int To) Range()
    {
        var start = reader.Position;
        var from = Single();
        var to = from;
        if (reader.Peek == '-' && !reader.StartsWith("-]"))
        {
            reader.Position++;
            if (reader.AtEnd)
            {
                // What was no range after all: the hyphen is a character, and the bracket is missing.
                throw NoBracket();
            }

            to = Single();
        }

        return from <= to ? (from, to) : throw new PatternException($"the range {reader.Since(start)} ends before it starts");
    }

    private int Single() =>
        reader.AtEnd ? throw NoBracket()
        : reader.Peek == '\\' ? escapes.Rune()
        : reader.TakeRune();

    private static PatternException NoBracket() => new(@"a '[' has no ']'; write '\[' for a bracket");
}
