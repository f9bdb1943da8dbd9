using System.Text;

namespace Images.Reporting;

/// <summary>What a run prints at its end: the table, every failure in full, one sentence.</summary>
public static class ClosingText
{
    /// <summary>Writes the text.</summary>
    /// <param name="report">The run.</param>
    /// <param name="options">The layout.</param>
    /// <returns>Lines that end in LF. Nothing in it is an escape sequence or workflow command of a container.</returns>
    public static string Write(RunReport report, ClosingOptions options)
    {
        var text = new StringBuilder();
        foreach (var line in ClosingTable.Lines(report, options).Concat(FailureText.Lines(report, options)))
        {
            text.Append(line).Append('\n');
        }

        if (text.Length > 0)
        {
            text.Append('\n');
        }

        text.Append(RunSummary.Sentence(report)).Append('\n');
        foreach (var line in report.Published is { } published ? PublishText.Lines(published).Prepend("") : [])
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
