using System.Globalization;

namespace Images.Jobs.Files;

/// <summary>Frames as people write them: <c>1-4</c>, <c>7</c>, <c>1-10,20</c>.</summary>
public static class FrameRange
{
    /// <summary>The most frames of a job.</summary>
    public const int Most = 100_000;

    /// <summary>Reads frames.</summary>
    /// <param name="text">Numbers and ranges, separated by commas.</param>
    /// <param name="frames">The frames in ascending order, each once.</param>
    /// <returns>False when it is no such text, a range is upside down, or there are too many.</returns>
    public static bool TryParse(string text, out IReadOnlyList<int> frames)
    {
        frames = [];
        var found = new SortedSet<int>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !TryNumber(ends[0], out var first) || !TryNumber(ends[^1], out var last) || last < first)
            {
                return false;
            }

            if (last - first >= Most)
            {
                return false;
            }

            found.UnionWith(Enumerable.Range(first, last - first + 1));
            if (found.Count > Most)
            {
                return false;
            }
        }

        frames = [.. found];
        return true;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= 9_999_999;
}
