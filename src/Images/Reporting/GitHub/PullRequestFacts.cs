using Images.Building;
using Images.Reporting.Changes;

namespace Images.Reporting.GitHub;

/// <summary>What is told of a pull request.</summary>
/// <param name="Planned">The variants that it makes anew, with the inputs that changed; none where a parent is made anew.</param>
/// <param name="Variants">How many variants the family has.</param>
public sealed record PullRequestFacts(IReadOnlyList<(string Id, IReadOnlyList<string> Reasons)> Planned, int Variants)
{
    /// <summary>Gets what was built and tested; null while that is still to come.</summary>
    public EarlierRun? After { get; init; }

    /// <summary>Gets a run of the branch that the pull request goes to; null where none is at hand.</summary>
    public EarlierRun? Before { get; init; }

    /// <summary>Gets the commit, in full; null when unknown.</summary>
    public string? Commit { get; init; }

    /// <summary>Gets the address of the workflow's run; null when unknown.</summary>
    public string? RunAddress { get; init; }

    /// <summary>Gets the ids of the images that were not built, or that failed a test.</summary>
    public IReadOnlyList<string> Failed =>
        After is { } run
            ? [.. run.Images.Where(image => IsFailed(image.Value)).Select(image => image.Key).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Gets whether it went wrong, went well, or is still under way.</summary>
    public bool? Succeeded =>
        Failed.Count > 0 ? false
        : IsComplete ? true
        : null;

    // A job of the matrix that died has no report.
    private bool IsComplete => Planned.All(planned => After?.Images.ContainsKey(planned.Id) == true);

    /// <summary>Puts it into one line.</summary>
    /// <returns>Such as <c>3 of 24 variants change, all were built and tested</c>.</returns>
    public string Sentence()
    {
        var change = Planned.Count == 0 ? "no image changes" : $"{Planned.Count} of {Amount.Count(Variants, "variant")} change";
        return Planned.Count == 0 || After is null ? change
            : Failed.Count > 0 ? $"{change}, {Failed.Count} failed"
            : IsComplete ? $"{change}, all were built and tested"
            : $"{change}, {Planned.Count(planned => After.Images.ContainsKey(planned.Id))} built and tested so far";
    }

    internal static bool IsFailed(EarlierImage image) =>
        image.Outcome is "failed" or "blocked" or "cancelled" || image.Tests.Values.Any(outcome => outcome == "failed");
}
