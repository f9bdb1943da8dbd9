using Images.Building;

namespace Images.Reporting.GitHub;

/// <summary>Writes what later steps of a workflow may want to know of a run.</summary>
public static class RunOutputs
{
    /// <summary>
    /// Writes the outputs of a step: <c>succeeded</c>; <c>built</c> and <c>failed</c>, lists of variants as JSON; and, where something was
    /// published, <c>published</c>: an object of variants with their references by digest in the first registry.
    /// </summary>
    /// <param name="report">The run.</param>
    /// <returns>The text to append to GITHUB_OUTPUT.</returns>
    public static string Write(RunReport report)
    {
        var built = report.Images.Where(image => image.Built.Outcome == BuildOutcome.Built).Select(image => image.Built.Planned.Id);
        var failed = report
            .Images.Where(image => !image.Passed || image.Built.Outcome is BuildOutcome.Failed or BuildOutcome.Blocked)
            .Select(image => image.Built.Planned.Id);
        var text =
            OutputEntry.Write("succeeded", report.Succeeded ? "true" : "false")
            + OutputEntry.Write("built", List(built))
            + OutputEntry.Write("failed", List(failed));
        return report.Published is { Registries: [var first, ..] }
            ? text + OutputEntry.Write("published", Map(first.Images.Where(image => image.Image is not null)))
            : text;
    }

    private static string List(IEnumerable<string> ids) => $"[{string.Join(',', ids.Select(id => $"\"{id}\""))}]";

    // Ids, repositories and digests hold nothing that JSON escapes.
    private static string Map(IEnumerable<Publishing.PublicationResult> images) =>
        $"{{{string.Join(',', images.Select(image => $"\"{image.Publication.Variant.Id}\":\"{image.Publication.Repository.WithDigest(image.Image!.Digest)}\""))}}}";
}
