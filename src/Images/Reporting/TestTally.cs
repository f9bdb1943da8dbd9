using System.Globalization;
using Images.Testing;

namespace Images.Reporting;

/// <summary>How many tests ended how.</summary>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed.</param>
/// <param name="Skipped">Tests that were not run.</param>
/// <param name="Remembered">How many of them had been run before, on the same image.</param>
public sealed record TestTally(int Passed, int Failed, int Skipped, int Remembered = 0)
{
    /// <summary>Counts verdicts.</summary>
    /// <param name="verdicts">The verdicts.</param>
    /// <returns>The counts.</returns>
    public static TestTally Of(IEnumerable<Verdict> verdicts)
    {
        var counts = new int[3];
        var remembered = 0;
        foreach (var verdict in verdicts)
        {
            counts[(int)verdict.Outcome]++;
            remembered += verdict.Remembered ? 1 : 0;
        }

        return new(counts[(int)TestOutcome.Passed], counts[(int)TestOutcome.Failed], counts[(int)TestOutcome.Skipped], remembered);
    }

    /// <summary>Tells the counts that are not zero, such as <c>11 passed, 1 failed</c>; <c>-</c> when there was no test.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        (int Count, string Word)[] parts = [(Passed, "passed"), (Failed, "failed"), (Skipped, "skipped")];
        var told = parts
            .Where(part => part.Count > 0)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Word}"));
        var text = string.Join(", ", told);
        return text.Length == 0 ? "-" : text;
    }
}
