namespace Images.Definitions;

/// <summary>The order of versions: runs of digits count as numbers, everything else ordinally, and a longer version follows its beginning.</summary>
/// <remarks>
/// <c>4.9</c> is before <c>4.10</c>, <c>4.6</c> before <c>4.6.1</c>. A '~', a '-' with a word, or rc, alpha, beta, dev and pre begin
/// a pre-release, which comes before the version without it: <c>2.0-rc1</c> and <c>2.0rc1</c> before <c>2.0</c>. The order is total: texts that count as equal are ordered ordinally.
/// </remarks>
public sealed class VersionOrder : IComparer<string>
{
    private VersionOrder() { }

    /// <summary>Gets the order as a comparer.</summary>
    public static VersionOrder Comparer { get; } = new();

    /// <summary>Compares two versions.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Less than zero when <paramref name="left"/> is older, zero only for equal texts.</returns>
    public static int Compare(string left, string right)
    {
        var x = left.AsSpan();
        var y = right.AsSpan();
        while (!x.IsEmpty && !y.IsEmpty)
        {
            var order = CompareRuns(TakeRun(ref x), TakeRun(ref y));
            if (order != 0)
            {
                return order;
            }
        }

        var rest = (x.IsEmpty, y.IsEmpty) switch
        {
            (true, false) => IsPreRelease(TakeRun(ref y)) ? 1 : -1,
            (false, true) => IsPreRelease(TakeRun(ref x)) ? -1 : 1,
            _ => 0,
        };
        return rest != 0 ? rest : string.CompareOrdinal(left, right);
    }

    /// <inheritdoc/>
    int IComparer<string>.Compare(string? x, string? y) => Compare(x ?? "", y ?? "");

    private static ReadOnlySpan<char> TakeRun(ref ReadOnlySpan<char> rest)
    {
        var length = char.IsAsciiDigit(rest[0]) ? rest.IndexOfAnyExceptInRange('0', '9') : rest.IndexOfAnyInRange('0', '9');
        var run = length < 0 ? rest : rest[..length];
        rest = rest[run.Length..];
        return run;
    }

    private static int CompareRuns(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        var (numberFirst, numberSecond) = (char.IsAsciiDigit(first[0]), char.IsAsciiDigit(second[0]));
        if (numberFirst && numberSecond)
        {
            var x = first.TrimStart('0');
            var y = second.TrimStart('0');
            return x.Length != y.Length ? x.Length.CompareTo(y.Length) : x.SequenceCompareTo(y);
        }

        if (first.SequenceEqual(second))
        {
            return 0;
        }

        var (preFirst, preSecond) = (IsPreRelease(first), IsPreRelease(second));
        if (preFirst != preSecond)
        {
            return preFirst ? -1 : 1;
        }

        return numberFirst != numberSecond ? numberFirst.CompareTo(numberSecond) : first.SequenceCompareTo(second);
    }

    private static bool IsPreRelease(ReadOnlySpan<char> run) =>
        run is ['~', ..] or ['-', (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'), ..] || run is "rc" or "alpha" or "beta" or "dev" or "pre";
}
