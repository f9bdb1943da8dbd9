using Images.Definitions;

namespace Images.Rendering.Importing;

/// <summary>Finds the one text that gives each cell of a matrix its own: <c>r-{{ release | minor }}</c> for <c>r-4.5</c> and <c>r-4.6</c>.</summary>
/// <param name="cells">The values of the axes, of each cell.</param>
internal sealed class CellTexts(IReadOnlyList<IReadOnlyDictionary<string, string>> cells)
{
    private static readonly (string Suffix, Func<string, string> Apply)[] Filters =
    [
        (string.Empty, value => value),
        (" | minor", VersionFilters.Minor),
        (" | major", VersionFilters.Major),
    ];

    private readonly SortedDictionary<string, IReadOnlyList<string>> more = new(StringComparer.Ordinal);

    /// <summary>Gets the values that no axis gives, of each cell, by the names under which texts use them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> More => more;

    /// <summary>Writes a text of every cell as one.</summary>
    /// <param name="texts">The texts, one for each cell.</param>
    /// <param name="name">What a value that no axis gives may be called.</param>
    /// <returns>The text, with double braces around what differs; two braces of its own are escaped.</returns>
    public string Of(IReadOnlyList<string> texts, string name)
    {
        if (texts.Distinct(StringComparer.Ordinal).Count() == 1)
        {
            return Escape(texts[0]);
        }

        if (FromAxes(texts) is { } whole)
        {
            return whole;
        }

        // Word by word, so that only what differs gets a name.
        var words = texts.Select(text => text.Split(' ')).ToList();
        return words[0].Length > 1 && words.TrueForAll(one => one.Length == words[0].Length)
            ? string.Join(' ', words[0].Select((_, index) => Of([.. words.Select(one => one[index])], name)))
            : Named(texts, name);
    }

    /// <summary>Protects what would begin an expression.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>A template that gives it.</returns>
    public static string Escape(string text) =>
        text.Replace("{{", "{{ '{{' }}", StringComparison.Ordinal).Replace("{%{", "{{ '{%{' }}", StringComparison.Ordinal);

    // What they begin and end with alike, cut back to whole words.
    private static (int Start, int End) Common(IReadOnlyList<string> texts)
    {
        var shortest = texts.Min(text => text.Length);
        var start = 0;
        while (start < shortest && texts.All(text => text[start] == texts[0][start]))
        {
            start++;
        }

        while (start > 0 && IsOfWord(texts[0][start - 1]))
        {
            start--;
        }

        var end = 0;
        while (end < shortest - start && texts.All(text => text[^(end + 1)] == texts[0][^(end + 1)]))
        {
            end++;
        }

        while (end > 0 && IsOfWord(texts[0][^end]))
        {
            end--;
        }

        return (start, end);
    }

    private static bool IsOfWord(char character) => char.IsLetterOrDigit(character) || character is '.' or '-' or '_' or '+';

    private string Named(IReadOnlyList<string> texts, string name)
    {
        var (start, end) = Common(texts);
        var middles = texts.Select(text => text[start..^end]).ToList();
        return $"{Escape(texts[0][..start])}{{{{ {Additional(middles, name)} }}}}{Escape(texts[0][^end..])}";
    }

    private string? FromAxes(IReadOnlyList<string> texts) =>
        Enumerable
            .Range(1, Filters.Length)
            .SelectMany(filters => new[] { FromAxes(texts, filters, isBounded: true), FromAxes(texts, filters, isBounded: false) })
            .FirstOrDefault(text => text is not null);

    private string? FromAxes(IReadOnlyList<string> texts, int filters, bool isBounded)
    {
        var candidates = cells[0]
            .Keys.Where(axis => cells.All(cell => cell.ContainsKey(axis)))
            .SelectMany(axis => Filters.Take(filters).Select(filter => (Axis: axis, Filter: filter)))
            .Select(candidate =>
                (Expression: candidate.Axis + candidate.Filter.Suffix, Values: Values(candidate.Axis, candidate.Filter.Apply))
            )
            .Where(candidate => candidate.Values.Count == cells.Count && candidate.Values[0].Length > 0)
            .OrderByDescending(candidate => candidate.Values[0].Length)
            .ToList();
        var pieces = TextPieces.Cut(texts[0], [.. candidates.Select(candidate => candidate.Values[0])], isBounded);
        if (pieces.TrueForAll(piece => piece.Candidate is null))
        {
            return null;
        }

        var isSame = Enumerable
            .Range(0, cells.Count)
            .All(cell =>
                texts[cell]
                == string.Concat(pieces.Select(piece => piece.Candidate is { } index ? candidates[index].Values[cell] : piece.Text))
            );
        return isSame
            ? string.Concat(
                pieces.Select(piece => piece.Candidate is { } index ? $"{{{{ {candidates[index].Expression} }}}}" : Escape(piece.Text))
            )
            : null;
    }

    private List<string> Values(string axis, Func<string, string> filter)
    {
        try
        {
            return [.. cells.Select(cell => filter(cell[axis]))];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private string Additional(IReadOnlyList<string> texts, string name)
    {
        if (more.FirstOrDefault(known => known.Value.SequenceEqual(texts)) is { Key: { } known })
        {
            return known;
        }

        var wanted = ImportNames.Axis(name);
        var free = wanted;
        for (var number = 2; more.ContainsKey(free) || cells.Any(cell => cell.ContainsKey(free)); number++)
        {
            free = $"{wanted}{number}";
        }

        more[free] = texts;
        return free;
    }
}
