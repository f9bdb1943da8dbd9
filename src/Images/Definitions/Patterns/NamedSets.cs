namespace Images.Definitions.Patterns;

/// <summary>The sets of ASCII characters that have names in patterns.</summary>
internal static class NamedSets
{
    /// <summary>Gets <c>0-9</c>.</summary>
    public static RuneSet Digits { get; } = RuneSet.Of(('0', '9'));

    /// <summary>Gets what <c>\s</c> matches: no vertical tab, as in RE2.</summary>
    public static RuneSet Spaces { get; } = RuneSet.Of(('\t', '\n'), ('\f', '\r'), (' ', ' '));

    /// <summary>Gets letters, digits and the underscore.</summary>
    public static RuneSet Words { get; } = RuneSet.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    private static readonly Dictionary<string, RuneSet> Posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = RuneSet.Of(('0', '9'), ('A', 'Z'), ('a', 'z')),
        ["alpha"] = RuneSet.Of(('A', 'Z'), ('a', 'z')),
        ["ascii"] = RuneSet.Of((0, 0x7F)),
        ["blank"] = RuneSet.Of(('\t', '\t'), (' ', ' ')),
        ["cntrl"] = RuneSet.Of((0, 0x1F), (0x7F, 0x7F)),
        ["digit"] = Digits,
        ["graph"] = RuneSet.Of(('!', '~')),
        ["lower"] = RuneSet.Of(('a', 'z')),
        ["print"] = RuneSet.Of((' ', '~')),
        ["punct"] = RuneSet.Of(('!', '/'), (':', '@'), ('[', '`'), ('{', '~')),
        ["space"] = RuneSet.Of(('\t', '\r'), (' ', ' ')),
        ["upper"] = RuneSet.Of(('A', 'Z')),
        ["word"] = Words,
        ["xdigit"] = RuneSet.Of(('0', '9'), ('A', 'F'), ('a', 'f')),
    };

    /// <summary>Finds the set of <c>\d</c>, <c>\s</c> or <c>\w</c>.</summary>
    /// <param name="letter">The letter; a capital one means the others too.</param>
    /// <returns>The set before a capital letter turns it round, or null.</returns>
    public static RuneSet? OfLetter(char letter) =>
        letter switch
        {
            'd' or 'D' => Digits,
            's' or 'S' => Spaces,
            'w' or 'W' => Words,
            _ => null,
        };

    /// <summary>Finds the set of <c>[:name:]</c>.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The set, or null.</returns>
    public static RuneSet? OfName(string name) => Posix.GetValueOrDefault(name);
}
