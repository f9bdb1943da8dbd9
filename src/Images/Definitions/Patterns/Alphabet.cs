namespace Images.Definitions.Patterns;

/// <summary>Sorts characters into classes that a pattern cannot tell apart.</summary>
internal sealed class Alphabet
{
    private readonly int[] starts;
    private readonly int[] ofAscii = new int[0x80];

    /// <summary>Initializes a new instance of the <see cref="Alphabet"/> class.</summary>
    /// <param name="sets">The sets of the pattern.</param>
    public Alphabet(IEnumerable<RuneSet> sets)
    {
        starts =
        [
            .. sets.Append(NamedSets.Words)
                .Append(RuneSet.Of(('\n', '\n')))
                .SelectMany(static set => set.Ranges)
                .SelectMany(static range => new[] { range.From, range.To + 1 })
                .Append(0)
                .Distinct()
                .Order(),
        ];
        for (var rune = 0; rune < ofAscii.Length; rune++)
        {
            ofAscii[rune] = Search(rune);
        }
    }

    /// <summary>Gets the number of classes, and of the end of a text, which counts as one more.</summary>
    public int Size => starts.Length + 1;

    /// <summary>Gets the class of the end of a text.</summary>
    public int End => starts.Length;

    /// <summary>Gets the class of a character.</summary>
    /// <param name="rune">Its code point.</param>
    /// <returns>From 0 on.</returns>
    public int ClassOf(int rune) => rune < ofAscii.Length ? ofAscii[rune] : Search(rune);

    /// <summary>Gets a character of a class.</summary>
    /// <param name="index">The class.</param>
    /// <returns>Its code point.</returns>
    public int Sample(int index) => starts[index];

    private int Search(int rune)
    {
        var index = Array.BinarySearch(starts, rune);
        return index >= 0 ? index : ~index - 1;
    }
}
