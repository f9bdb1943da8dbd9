using System.Globalization;
using Images.Building;

namespace Images.Reporting;

/// <summary>Puts a run into one sentence.</summary>
public static class RunSummary
{
    /// <summary>Writes the sentence, such as <c>2 images in 3.4s: 1 built, 1 up to date; tests: 9 passed.</c></summary>
    /// <param name="report">The run.</param>
    /// <returns>One line.</returns>
    public static string Sentence(RunReport report)
    {
        if (report.Images.Count == 0)
        {
            return "0 images: nothing was built and nothing was tested.";
        }

        var outcomes = Outcomes(report)
            .Where(outcome => outcome.Count > 0)
            .Select(outcome => string.Create(CultureInfo.InvariantCulture, $"{outcome.Count} {OutcomeWord.For(outcome.Outcome)}"));
        var tests =
            report.SkippedEverything ? "nothing was built and nothing was tested, for want of bases"
            : report.Tests is { Passed: 0, Failed: 0, Skipped: 0 } ? "no test was run"
            : $"tests: {report.Tests}{Remembered(report.Tests)}";
        return $"{Amount.Count(report.Images.Count, "image")} in {Quantity.Duration(report.Duration)}: {string.Join(", ", outcomes)}; {tests}.";
    }

    private static string Remembered(TestTally tests) =>
        tests.Remembered == 0 ? string.Empty
        : tests.Remembered == tests.Passed + tests.Failed + tests.Skipped ? ", all of them in an earlier run"
        : string.Create(CultureInfo.InvariantCulture, $", {tests.Remembered} of them in an earlier run");

    /// <summary>Counts the images by outcome.</summary>
    /// <param name="report">The run.</param>
    /// <returns>Every outcome in the order of the enumeration, also those that did not happen.</returns>
    internal static IEnumerable<(BuildOutcome Outcome, int Count)> Outcomes(RunReport report) =>
        Enum.GetValues<BuildOutcome>().Select(outcome => (outcome, report.Images.Count(image => image.Built.Outcome == outcome)));
}
