using Images.Testing;
using Images.Testing.Inventory;

namespace Images.Reporting.Changes;

/// <summary>What became otherwise of an image since the last run.</summary>
/// <param name="Id">The variant.</param>
/// <param name="IsNew">Whether the last run had no image of it.</param>
/// <param name="SizeBefore">Bytes in the last run; null when unknown.</param>
/// <param name="SizeAfter">Bytes now; null when unknown.</param>
/// <param name="Packages">How its packages differ; null when the packages of one are not known.</param>
/// <param name="Failing">Tests that fail and did not.</param>
/// <param name="Fixed">Tests that pass and failed.</param>
public sealed record ImageChanges(
    string Id,
    bool IsNew,
    long? SizeBefore,
    long? SizeAfter,
    PackageComparison? Packages,
    IReadOnlyList<string> Failing,
    IReadOnlyList<string> Fixed
)
{
    /// <summary>Finds the images that are not what they were.</summary>
    /// <param name="report">The run.</param>
    /// <returns>In the order of the run; empty without a last run.</returns>
    public static IReadOnlyList<ImageChanges> Of(RunReport report) =>
        report.Earlier is { } earlier
            ? [.. report.Images.Select(image => Of(image, earlier, report.DetailsOf(image))).OfType<ImageChanges>()]
            : [];

    private static ImageChanges? Of(TestedImage image, EarlierRun earlier, ImageDetails details)
    {
        var id = image.Built.Planned.Id;
        var before = earlier.Images.GetValueOrDefault(id);
        var failing = Named(image, TestOutcome.Failed, before, was => was is not null and not "failed");
        var healed = Named(image, TestOutcome.Passed, before, was => was == "failed");
        var isNew = before?.ImageId is null && image.Built.ImageId is not null;
        var isOther = isNew || (image.Built.ImageId is { } now && now != before?.ImageId);
        var packages = isOther && details is { Inventory: { } after, InventoryBefore: { } old } ? PackageComparison.Of(old, after) : null;
        return isOther || failing.Count > 0 || healed.Count > 0
            ? new ImageChanges(id, isNew, before?.Size, image.Built.Size, packages, failing, healed)
            : null;
    }

    private static List<string> Named(TestedImage image, TestOutcome outcome, EarlierImage? before, Func<string?, bool> was) =>
        [
            .. image
                .Verdicts.Where(verdict => verdict.Outcome == outcome && was(before?.Tests.GetValueOrDefault(verdict.Name)))
                .Select(verdict => verdict.Name),
        ];
}
