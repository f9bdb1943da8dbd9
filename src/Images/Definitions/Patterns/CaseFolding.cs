using System.Text;

namespace Images.Definitions.Patterns;

/// <summary>Which characters are the same but for their case, by Unicode's simple case folding.</summary>
internal static class CaseFolding
{
    // Behind it no character has a case.
    private const int LastCased = 0x1E943;

    // Dotted and dotless i of Turkish are letters of their own.
    private static readonly int[] Alone = [0x130, 0x131];

    // The platform's invariant mapping leaves these out: the long s, and the signs for Kelvin, Angstrom and Ohm.
    private static readonly (int, int)[] Further = [(0x17F, 's'), (0x212A, 'k'), (0x212B, 0xE5), (0x2126, 0x3C9), (0x1E9E, 0xDF)];

    private static readonly Lazy<Dictionary<int, int[]>> Groups = new(Build);

    /// <summary>Adds to a set what differs from its characters by case.</summary>
    /// <param name="set">The set.</param>
    /// <returns>The larger set.</returns>
    public static RuneSet Fold(RuneSet set) =>
        RuneSet.Of(
            set.Ranges.Concat(
                Groups
                    .Value.Where(group => set.Contains(group.Key))
                    .SelectMany(static group => group.Value.Select(static rune => (rune, rune)))
            )
        );

    private static Dictionary<int, int[]> Build()
    {
        var groups = new Dictionary<int, HashSet<int>>();
        for (var rune = 0; rune <= LastCased; rune++)
        {
            if (Rune.IsValid(rune) && !Alone.Contains(rune))
            {
                var letter = new Rune(rune);
                Join(groups, rune, Rune.ToLowerInvariant(letter).Value);
                Join(groups, rune, Rune.ToUpperInvariant(letter).Value);
            }
        }

        foreach (var (one, other) in Further)
        {
            Join(groups, one, other);
        }

        return groups.ToDictionary(static group => group.Key, static group => group.Value.ToArray());
    }

    private static void Join(Dictionary<int, HashSet<int>> groups, int one, int other)
    {
        if (one == other || Alone.Contains(other))
        {
            return;
        }

        var joined = groups.GetValueOrDefault(one, [one]);
        joined.UnionWith(groups.GetValueOrDefault(other, [other]));
        foreach (var rune in joined)
        {
            groups[rune] = joined;
        }
    }
}
