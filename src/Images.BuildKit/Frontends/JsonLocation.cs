using Images.BuildKit.Errors;

namespace Images.BuildKit.Frontends;

/// <summary>A place in a Dockerfile, as the answers to subrequests carry it.</summary>
internal sealed record JsonLocation(int SourceIndex, IReadOnlyList<JsonRange>? Ranges)
{
    /// <summary>The lines, an instruction as one range.</summary>
    public IReadOnlyList<SourceRange> In(string fileName) =>
        SourceRange.Merge(
            (Ranges ?? []).Select(range => new SourceRange(
                fileName,
                range.Start?.Line ?? 0,
                Math.Max(range.Start?.Line ?? 0, range.End?.Line ?? 0)
            ))
        );
}

internal sealed record JsonRange(JsonPosition? Start, JsonPosition? End);

internal sealed record JsonPosition(int Line);
