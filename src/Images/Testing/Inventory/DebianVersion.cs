namespace Images.Testing.Inventory;

/// <summary>Orders versions as dpkg does (deb-version(7)).</summary>
public static class DebianVersion
{
    /// <summary>Compares two versions.</summary>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    /// <returns>Below zero when the one is lower, zero when they are equal, above zero when it is higher.</returns>
    public static int Compare(string one, string other)
    {
        var (first, second) = (Parts(one), Parts(other));
        var epoch = Part(first.Epoch, second.Epoch);
        var upstream = epoch != 0 ? epoch : Part(first.Upstream, second.Upstream);
        return upstream != 0 ? upstream : Part(first.Revision, second.Revision);
    }

    private static (string Epoch, string Upstream, string Revision) Parts(string version)
    {
        var colon = version.IndexOf(':', StringComparison.Ordinal);
        var rest = version[(colon + 1)..];
        var hyphen = rest.LastIndexOf('-');
        return (colon < 0 ? "0" : version[..colon], hyphen < 0 ? rest : rest[..hyphen], hyphen < 0 ? string.Empty : rest[(hyphen + 1)..]);
    }

    // What is not digits and what is, by turns.
    private static int Part(string one, string other)
    {
        var (i, j) = (0, 0);
        while (i < one.Length || j < other.Length)
        {
            while ((i < one.Length && !char.IsAsciiDigit(one[i])) || (j < other.Length && !char.IsAsciiDigit(other[j])))
            {
                var difference = Weight(one, i) - Weight(other, j);
                if (difference != 0)
                {
                    return difference;
                }

                i++;
                j++;
            }

            var first = Digits(one, ref i);
            var second = Digits(other, ref j);
            var digits = first.Length != second.Length ? first.Length - second.Length : first.SequenceCompareTo(second);
            if (digits != 0)
            {
                return digits;
            }
        }

        return 0;
    }

    // A tilde is lower than the end, the end lower than letters, letters lower than the rest.
    private static int Weight(string text, int position) =>
        position >= text.Length || char.IsAsciiDigit(text[position]) ? 0
        : text[position] == '~' ? -1
        : char.IsAsciiLetter(text[position]) ? text[position]
        : text[position] + 256;

    private static ReadOnlySpan<char> Digits(string text, ref int position)
    {
        while (position < text.Length && text[position] == '0')
        {
            position++;
        }

        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return text.AsSpan(start, position - start);
    }
}
