using Images.Build.Hosting;
using Images.Rendering;
using Images.Reporting.GitHub;

namespace Images.Build.Printing;

/// <summary>Prints what <c>render --check</c> and <c>readme --check</c> found.</summary>
internal static class DriftText
{
    /// <summary>Writes the diffs to standard output, orphans by name, and an annotation for each file in a workflow.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="drifts">What was found.</param>
    /// <param name="annotate">Whether GitHub is to mark the lines.</param>
    /// <param name="title">What is wrong, in the words of a mark's title.</param>
    public static void Write(Output output, IReadOnlyList<RenderDrift> drifts, bool annotate, string title = "Dockerfile is not current")
    {
        foreach (var drift in drifts)
        {
            output.Results.Write(drift.Diff);
            output.Log.WriteLine($"{drift.Path}:{drift.Line}: {Words(drift)}");
            if (annotate)
            {
                output.Log.WriteLine(new Annotation("error", drift.Path, drift.Line, null, title, Words(drift)));
            }
        }
    }

    private static string Words(RenderDrift drift) =>
        drift.Kind switch
        {
            RenderDriftKind.Missing => $"missing: {drift.VariantId} is not rendered yet",
            RenderDriftKind.Orphan => "orphan: no definition renders this file any more",
            _ => $"stale: {drift.VariantId} renders differently now",
        };
}
