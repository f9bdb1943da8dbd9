namespace Images.BuildKit.Errors;

/// <summary>A place in a file that the engine read, usually the Dockerfile. Lines count from 1; the end is inclusive.</summary>
public sealed record SourceRange(string FileName, int StartLine, int EndLine)
{
    /// <summary>One range where an engine tells an instruction line by line.</summary>
    internal static IReadOnlyList<SourceRange> Merge(IEnumerable<SourceRange> ranges)
    {
        var merged = new List<SourceRange>();
        foreach (var range in ranges)
        {
            if (merged.Count > 0 && merged[^1] is var last && last.FileName == range.FileName && IsAdjacent(last, range))
            {
                merged[^1] = last with { EndLine = Math.Max(last.EndLine, range.EndLine) };
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged;
    }

    private static bool IsAdjacent(SourceRange last, SourceRange next) =>
        next.StartLine >= last.StartLine && next.StartLine <= last.EndLine + 1;
}
