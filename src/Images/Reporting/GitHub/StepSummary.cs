using System.Text;
using Images.Building;
using Images.Engines;
using Images.Rendering;
using Images.Testing;

namespace Images.Reporting.GitHub;

/// <summary>Writes a run as the Markdown page of a workflow step.</summary>
public static class StepSummary
{
    /// <summary>The most bytes of UTF-8 that are written; the runner refuses a page over 1 MiB.</summary>
    public const int MostBytes = 900 * 1024;

    // The rest is kept for the failures.
    private const int MostTableBytes = MostBytes / 2;

    private const int MostLines = 50;
    private const int LongestLine = 500;

    private const string NoReason = "no reason given";

    // Room for the sentence that says what was left out.
    private const int Reserve = 512;

    /// <summary>Writes the page.</summary>
    /// <param name="report">The run.</param>
    /// <returns>Markdown of at most <see cref="MostBytes"/> bytes, LF line ends; what did not fit is counted.</returns>
    public static string Write(RunReport report)
    {
        var page = new Page();
        page.Add($"## {(report.Succeeded ? "Images" : "Images: failed")}\n\n{Markdown.Escape(RunSummary.Sentence(report))}\n\n", MostBytes);
        if (report.Images.Count > 0)
        {
            page.Add("| image | outcome | size | time | tests | digest | tags |\n|---|---|--:|--:|---|---|---|\n", MostBytes);
            page.AddWhileRoom(report.Images.OrderBy(Rank).Select(Row), MostTableBytes, "image");
            page.Add("\n", MostBytes);
        }

        page.AddWhileRoom(report.Images.SelectMany(Failures), MostBytes - Reserve, "failure");
        return page.ToString();
    }

    // When not everything fits, what failed is seen first.
    private static int Rank(TestedImage image) =>
        image.Built.Outcome == BuildOutcome.Failed || !image.Passed ? 0
        : image.Built.Outcome is BuildOutcome.Blocked or BuildOutcome.Cancelled or BuildOutcome.Skipped ? 1
        : 2;

    private static string Row(TestedImage image)
    {
        var built = image.Built;
        string[] cells =
        [
            Markdown.Code(built.Planned.Id),
            OutcomeWord.For(built.Outcome),
            built.Size is { } size ? Quantity.Bytes(size) : "-",
            Quantity.Duration(built.Duration),
            TestTally.Of(image.Verdicts).ToString(),
            built.ImageId is { } id ? Markdown.Code(Amount.ShortDigest(id)) : "-",
            string.Join(", ", image.Tags.Select(tag => Markdown.Code(tag.Name))),
        ];
        return $"| {string.Join(" | ", cells)} |\n";
    }

    private static IEnumerable<string> Failures(TestedImage image)
    {
        var built = image.Built;
        var id = built.Planned.Id;
        if (built.Outcome == BuildOutcome.Failed)
        {
            var failure = built.Failure;
            yield return Section(
                $"{id}: build failed",
                failure?.Message ?? NoReason,
                string.Join('\n', failure?.LogTail ?? []),
                failure?.Reproduce
            );
        }

        foreach (var verdict in image.Verdicts.Where(verdict => verdict.Outcome == TestOutcome.Failed))
        {
            yield return Section($"{id}: test '{verdict.Name}' failed", verdict.Reason ?? NoReason, verdict.Output, verdict.Reproduce);
        }
    }

    private static string Section(string title, string reason, string output, string? reproduce)
    {
        var section = new StringBuilder();
        section.Append("### ").Append(Markdown.Escape(ContainerText.HarmlessLine(title))).Append("\n\n");
        section.Append(Markdown.Escape(ContainerText.Shorten(ContainerText.HarmlessLine(reason), LongestLine))).Append("\n\n");
        var lines = ContainerText.Tail(ContainerText.Harmless(output), MostLines, LongestLine);
        if (lines.Count > 0)
        {
            section.Append(Markdown.Block(lines)).Append('\n');
        }

        if (reproduce is not null)
        {
            section.Append(Markdown.Block([ContainerText.HarmlessLine(reproduce)])).Append('\n');
        }

        return section.ToString();
    }

    private sealed class Page
    {
        private readonly StringBuilder text = new();
        private int bytes;

        public bool Add(string part, int limit)
        {
            var size = Encoding.UTF8.GetByteCount(part);
            if (bytes + size > limit)
            {
                return false;
            }

            text.Append(part);
            bytes += size;
            return true;
        }

        public void AddWhileRoom(IEnumerable<string> parts, int limit, string noun)
        {
            var left = 0;
            foreach (var part in parts)
            {
                if (left > 0 || !Add(part, limit))
                {
                    left++;
                }
            }

            if (left > 0)
            {
                Add($"\n{Amount.Count(left, noun)} more: see artifacts/report.json\n", MostBytes);
            }
        }

        public override string ToString() => text.ToString();
    }
}
