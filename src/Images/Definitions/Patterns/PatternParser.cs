using System.Globalization;

namespace Images.Definitions.Patterns;

/// <summary>Reads a regular expression as Go's <c>regexp.Compile</c> does.</summary>
internal sealed class PatternParser
{
    private const int MostRepeats = 1000;
    private const int DeepestNesting = 1000;

    private static readonly RuneSet AnyRune = RuneSet.Of((0, RuneSet.Last));
    private static readonly RuneSet NoLineEnd = RuneSet.Of(('\n', '\n')).Negated();

    private readonly PatternReader reader;
    private readonly EscapeParser escapes;
    private readonly SetParser sets;
    private readonly GroupParser groups;
    private PatternFlags flags;
    private int depth;

    private PatternParser(string text, PatternFlags flags)
    {
        reader = new(text);
        (escapes, sets, groups) = (new(reader), new(reader), new(reader));
        this.flags = flags;
    }

    private bool IgnoresCase => flags.HasFlag(PatternFlags.IgnoreCase);

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="flags">What holds from its start on.</param>
    /// <returns>Its parts.</returns>
    /// <exception cref="PatternException">It is none.</exception>
    public static PatternNode Parse(string text, PatternFlags flags)
    {
        var parser = new PatternParser(text, flags);
        var node = parser.Choice();
        return parser.reader.AtEnd ? node : throw new PatternException(@"a ')' has no '('; write '\)' for a parenthesis");
    }

    private PatternNode Choice()
    {
        if (++depth > DeepestNesting)
        {
            throw new PatternException(string.Create(CultureInfo.InvariantCulture, $"nests more than {DeepestNesting} groups"));
        }

        var branches = new List<PatternNode>();
        var items = new List<PatternNode>();
        var afterRepeat = false;
        while (!reader.AtEnd && reader.Peek != ')')
        {
            var start = reader.Position;
            if (reader.Take("|"))
            {
                branches.Add(new SequenceNode(items));
                (items, afterRepeat) = ([], false);
            }
            else if (Repeat() is { } repeat)
            {
                items[^1] = Repeated(items, repeat, afterRepeat, reader.Since(start));
                afterRepeat = true;
            }
            else
            {
                items.AddRange(Items());
                afterRepeat = false;
            }
        }

        depth--;
        branches.Add(new SequenceNode(items));
        return branches.Count == 1 ? branches[0] : new ChoiceNode(branches);
    }

    private IEnumerable<PatternNode> Items() =>
        reader.Peek switch
        {
            '(' => Group(),
            '[' => [new SetNode(sets.Read(IgnoresCase))],
            '.' => [Taken(new SetNode(flags.HasFlag(PatternFlags.DotAll) ? AnyRune : NoLineEnd))],
            '^' => [Taken(new PlaceNode(flags.HasFlag(PatternFlags.MultiLine) ? PatternPlace.LineStart : PatternPlace.TextStart))],
            '$' => [Taken(new PlaceNode(flags.HasFlag(PatternFlags.MultiLine) ? PatternPlace.LineEnd : PatternPlace.TextEnd))],
            '\\' => Escape(),
            _ => [Literal(reader.TakeRune())],
        };

    private List<PatternNode> Group()
    {
        var outside = flags;
        (flags, var isGroup) = groups.Open(outside);
        if (!isGroup)
        {
            return [];
        }

        var node = Choice();
        flags = outside;
        return reader.Take(")") ? [node] : throw new PatternException(@"a '(' has no ')'; write '\(' for a parenthesis");
    }

    private IReadOnlyList<PatternNode> Escape()
    {
        if (reader.Take(@"\Q"))
        {
            var start = reader.Position;
            var text = reader.TakeUntil(@"\E");
            if (text is null)
            {
                reader.Position = int.MaxValue;
                text = reader.Since(start);
            }

            return [.. text.EnumerateRunes().Select(rune => Literal(rune.Value))];
        }

        PatternPlace? place =
            reader.Take(@"\A") ? PatternPlace.TextStart
            : reader.Take(@"\z") ? PatternPlace.TextEnd
            : reader.Take(@"\b") ? PatternPlace.WordBoundary
            : reader.Take(@"\B") ? PatternPlace.NoWordBoundary
            : null;
        return place is { } found ? [new PlaceNode(found)]
            : escapes.Set(IgnoresCase) is { } set ? [new SetNode(set)]
            : [Literal(escapes.Rune())];
    }

    private SetNode Literal(int rune)
    {
        var set = RuneSet.Of((rune, rune));
        return new(IgnoresCase ? CaseFolding.Fold(set) : set);
    }

    private PatternNode Taken(PatternNode node)
    {
        reader.Position++;
        return node;
    }

    private (int Least, int? Most, bool IsCounted)? Repeat()
    {
        if (RepeatCount() is not { } repeat)
        {
            return null;
        }

        reader.Take("?");
        return repeat;
    }

    private (int Least, int? Most, bool IsCounted)? RepeatCount() =>
        reader.Take("*") ? (0, null, false)
        : reader.Take("+") ? (1, null, false)
        : reader.Take("?") ? (0, 1, false)
        : reader.Peek == '{' && RepeatCounts.Read(reader) is { } counts ? (counts.Least, counts.Most, true)
        : null;

    private static RepeatNode Repeated(
        List<PatternNode> items,
        (int Least, int? Most, bool IsCounted) repeat,
        bool afterRepeat,
        string written
    )
    {
        if (items.Count == 0)
        {
            throw new PatternException($@"nothing stands before '{written}' to be repeated; write '\{written}' for the character");
        }

        if (afterRepeat)
        {
            throw new PatternException($"'{written}' repeats a repetition; put that in (?: )");
        }

        var node = new RepeatNode(items[^1], repeat.Least, repeat.Most, repeat.IsCounted);
        return Multiplies(node, MostRepeats)
            ? node
            : throw new PatternException($"'{written}' makes more than {MostRepeats} repetitions, nested ones multiplied");
    }

    private static bool Multiplies(PatternNode node, int left)
    {
        if (node is RepeatNode { IsCounted: true } repeat)
        {
            var times = repeat.Most ?? repeat.Least;
            if (repeat.Most == 0)
            {
                return true;
            }

            if (times > left)
            {
                return false;
            }

            left = times > 0 ? left / times : left;
        }

        return node switch
        {
            RepeatNode some => Multiplies(some.Item, left),
            SequenceNode sequence => sequence.Items.All(item => Multiplies(item, left)),
            ChoiceNode choice => choice.Branches.All(branch => Multiplies(branch, left)),
            _ => true,
        };
    }
}
