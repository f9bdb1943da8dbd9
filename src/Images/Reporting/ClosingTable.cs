using System.Globalization;
using System.Text;
using Images.Building;
using Images.Engines;
using Images.Testing;

namespace Images.Reporting;

/// <summary>Lays out one row an image, in aligned columns.</summary>
internal static class ClosingTable
{
    private const int LongestName = 40;
    private const int MostTags = 3;
    private static readonly string[] Heads = ["IMAGE", "OUTCOME", "SIZE", "TIME", "TESTS", "DIGEST"];

    /// <summary>Lays out the table.</summary>
    /// <param name="report">The run.</param>
    /// <param name="options">The layout.</param>
    /// <returns>Lines without trailing spaces; empty when there is no image.</returns>
    public static IEnumerable<string> Lines(RunReport report, ClosingOptions options)
    {
        var collapse = report.Succeeded && report.Images.Count > options.CollapseAbove;
        var shown = report.Images.Where(image => !collapse || !IsUnchanged(image)).ToList();
        var hasEngines = report.Images.Any(image => image.Built.Engine is not null);
        var rows = shown.ConvertAll(image => Cells(image, hasEngines));
        if (rows.Count > 0)
        {
            string[] heads = [.. Heads, .. hasEngines ? ["ENGINE"] : Array.Empty<string>(), "TAGS"];
            var widths = Widths(heads, rows);
            var color = new TextColor(options.Color);
            yield return Line(heads, widths, options, (_, text) => color.Strong(text));
            for (var index = 0; index < rows.Count; index++)
            {
                var image = shown[index];
                var cells = rows[index];
                if (cells[0].Length > LongestName)
                {
                    // The name whole, to be copied; the rest of the row below it.
                    yield return cells[0];
                    cells = ["", .. cells[1..]];
                }

                yield return Line(cells, widths, options, (column, text) => Colored(color, image, column, text));
            }
        }

        if (shown.Count < report.Images.Count)
        {
            var hidden = report.Images.Where(IsUnchanged).ToList();
            var tests = TestTally.Of(hidden.SelectMany(image => image.Verdicts));
            yield return $"({Amount.Count(hidden.Count, "unchanged image")} not listed; their tests: {tests})";
        }
    }

    private static bool IsUnchanged(TestedImage image) => image.Built.Outcome is not (BuildOutcome.Built or BuildOutcome.Skipped);

    private static string[] Cells(TestedImage image, bool hasEngines)
    {
        var built = image.Built;
        var tags = image.Tags.Count == 0 ? ["-"] : image.Tags.Take(MostTags).Select(tag => tag.Name);
        var more = image.Tags.Count - MostTags;
        return
        [
            built.Planned.Id,
            OutcomeWord.For(built.Outcome),
            built.Size is { } size ? Quantity.Bytes(size) : "-",
            built.Outcome is BuildOutcome.Blocked or BuildOutcome.Skipped ? "-" : Quantity.Duration(built.Duration),
            TestTally.Of(image.Verdicts).ToString(),
            Amount.ShortDigest(built.ImageId ?? built.PublishedAs?[(built.PublishedAs.LastIndexOf('@') + 1)..]),
            .. hasEngines ? [built.Engine ?? "-"] : Array.Empty<string>(),
            string.Join(", ", tags) + (more > 0 ? $" +{more.ToString(CultureInfo.InvariantCulture)}" : string.Empty),
        ];
    }

    private static int[] Widths(string[] heads, List<string[]> rows)
    {
        var widths = heads.Select(head => head.Length).ToArray();
        foreach (var cells in rows)
        {
            for (var column = 0; column < cells.Length; column++)
            {
                if (column > 0 || cells[column].Length <= LongestName)
                {
                    widths[column] = Math.Max(widths[column], cells[column].Length);
                }
            }
        }

        return widths;
    }

    private static string Line(string[] cells, int[] widths, ClosingOptions options, Func<int, string, string> paint)
    {
        var line = new StringBuilder();
        var used = 0;
        for (var column = 0; column < cells.Length; column++)
        {
            var last = column == cells.Length - 1;
            var text = cells[column];
            if (last && options.Width is { } width)
            {
                text = used + text.Length <= width ? text : ContainerText.Shorten(text, Math.Max(3, width - used));
            }

            var padding = new string(' ', widths[column] - Math.Min(widths[column], text.Length));
            // Numbers stand to the right.
            line.Append(column is 2 or 3 ? padding + paint(column, text) : paint(column, text) + (last ? "" : padding));
            line.Append(last ? "" : "  ");
            used += widths[column] + 2;
        }

        return line.ToString().TrimEnd();
    }

    private static string Colored(TextColor color, TestedImage image, int column, string text) =>
        column switch
        {
            1 => image.Built.Outcome switch
            {
                BuildOutcome.Built => color.Good(text),
                BuildOutcome.Failed => color.Bad(text),
                BuildOutcome.Blocked or BuildOutcome.Cancelled or BuildOutcome.Skipped => color.Warning(text),
                _ => color.Faint(text),
            },
            4 => image.Passed ? text : color.Bad(text),
            5 => color.Faint(text),
            _ => text,
        };
}
