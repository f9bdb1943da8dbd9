using System.Globalization;

namespace Images.Definitions.Patterns;

/// <summary>The sets of <c>\p{Name}</c>: general categories and scripts of Unicode.</summary>
internal static class UnicodeSets
{
    private const string Scripts = "Images.Definitions.Patterns.Scripts.txt";

    private static readonly string[] Categories =
    [
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "Mn",
        "Mc",
        "Me",
        "Nd",
        "Nl",
        "No",
        "Zs",
        "Zl",
        "Zp",
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "Sm",
        "Sc",
        "Sk",
        "So",
    ];

    /// <summary>Finds a set.</summary>
    /// <param name="name">The name, such as <c>L</c>, <c>Lu</c>, <c>Greek</c> or <c>Any</c>; case counts.</param>
    /// <returns>The set, or null.</returns>
    public static RuneSet? OfName(string name)
    {
        if (name == "Any")
        {
            return RuneSet.Of((0, RuneSet.Last));
        }

        // The platform counts its categories in the order above; a single letter stands for all that begin with it.
        var wanted = Categories.Select(category => name.Length is 1 or 2 && category.StartsWith(name, StringComparison.Ordinal)).ToArray();
        return wanted.Contains(true) ? OfCategories(wanted) : OfScript(name);
    }

    private static RuneSet OfCategories(bool[] wanted)
    {
        var ranges = new List<(int, int)>();
        var start = -1;
        for (var rune = 0; rune <= RuneSet.Last + 1; rune++)
        {
            var category = rune > RuneSet.Last ? UnicodeCategory.OtherNotAssigned : CharUnicodeInfo.GetUnicodeCategory(rune);
            var isIn = (int)category < wanted.Length && wanted[(int)category];
            if (isIn && start < 0)
            {
                start = rune;
            }
            else if (!isIn && start >= 0)
            {
                ranges.Add((start, rune - 1));
                start = -1;
            }
        }

        return RuneSet.Of(ranges);
    }

    private static RuneSet? OfScript(string name)
    {
        using var stream = typeof(UnicodeSets).Assembly.GetManifestResourceStream(Scripts)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(' ') is [var script, .. var ranges] && script == name)
            {
                return RuneSet.Of(ranges.Select(Range));
            }
        }

        return null;
    }

    private static (int From, int To) Range(string text)
    {
        var ends = text.Split('-')
            .Select(static end => int.Parse(end, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
            .ToArray();
        return (ends[0], ends[^1]);
    }
}
