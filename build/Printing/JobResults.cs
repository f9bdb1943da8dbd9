using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Images.Build.Hosting;
using Images.Building;
using Images.Jobs.Lists;
using Images.Jobs.Running;

namespace Images.Build.Printing;

/// <summary>Prints what became of jobs.</summary>
internal static class JobResults
{
    private const int MostFiles = 40;

    /// <summary>Writes it: several jobs as a table on standard output, results and where they are on standard error; or all of it as JSON.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="reports">What became of each.</param>
    /// <param name="sheets">The contact sheets that were made.</param>
    /// <param name="json">Whether to write JSON.</param>
    /// <param name="isTable">Whether there is a table.</param>
    /// <param name="isListed">Whether the files of a single job are listed.</param>
    public static void Write(
        Output output,
        IReadOnlyList<JobReport> reports,
        IReadOnlyList<string> sheets,
        bool json,
        bool isTable,
        bool isListed
    )
    {
        if (json)
        {
            var document = new JobDocument(1, [.. reports.Select(ToRow)], sheets);
            output.Results.WriteLine(JsonSerializer.Serialize(document, JobJson.Default.JobDocument));
            return;
        }

        if (isTable)
        {
            WriteTable(output.Results, reports);
        }
        else if (isListed && reports[0].Outcome is JobOutcome.Done or JobOutcome.DoneBefore)
        {
            WriteFiles(output, reports[0]);
        }

        foreach (var sheet in sheets)
        {
            output.Note($"contact sheet: {sheet}");
        }
    }

    private static void WriteTable(TextWriter writer, IReadOnlyList<JobReport> reports)
    {
        var table = new Table("JOB", "OUTCOME", "EXIT", "TIME", "TRIES", "WHAT");
        foreach (var report in reports)
        {
            table.Add(
                report.Unit.Id,
                Word(report.Outcome),
                report.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "-",
                report.Attempts == 0 ? "-" : Quantity.Duration(report.Elapsed),
                report.Attempts.ToString(CultureInfo.InvariantCulture),
                report.Outcome is JobOutcome.Done or JobOutcome.DoneBefore ? Files(report) : report.Sentence
            );
        }

        table.Write(writer);
        var counts = reports.CountBy(static report => report.Outcome).OrderBy(static pair => pair.Key);
        writer.WriteLine();
        writer.WriteLine(
            $"{Amount.Count(reports.Count, "job")}: {string.Join(", ", counts.Select(static pair => $"{pair.Value} {Word(pair.Key)}"))}."
        );
    }

    private static void WriteFiles(Output output, JobReport report)
    {
        var time = report.Attempts == 0 ? string.Empty : $" in {Quantity.Duration(report.Elapsed)}";
        output.Note($"{report.Unit.Id}: {report.Sentence}{time}; results in {report.Unit.Job.Output}:");
        foreach (var file in report.Outputs.Take(MostFiles))
        {
            output.Note(
                $"  {file.Digest ?? "(no regular file)"}  {Quantity.Bytes(file.Bytes), 9}  {Engines.ContainerText.HarmlessLine(file.Path)}"
            );
        }

        if (report.Outputs.Count > MostFiles)
        {
            output.Note($"  and {report.Outputs.Count - MostFiles} more; --json lists all");
        }
    }

    private static string Files(JobReport report) =>
        report.Outputs switch
        {
            [] => string.Empty,
            [var only] => $"{Engines.ContainerText.HarmlessLine(only.Path)}, {Quantity.Bytes(only.Bytes)}",
            var several => $"{several.Count} files, {Quantity.Bytes(several.Sum(static file => file.Bytes))}",
        };

    private static string Word(JobOutcome outcome) =>
        outcome switch
        {
            JobOutcome.Done => "done",
            JobOutcome.DoneBefore => "done before",
            JobOutcome.Failed => "failed",
            _ => "cancelled",
        };

    private static JobRow ToRow(JobReport report) =>
        new(
            report.Unit.Id,
            report.Unit.Whole.Name,
            report.Unit.Frame,
            Word(report.Outcome),
            report.Sentence,
            report.ExitCode,
            report.Stop switch
            {
                JobStop.None => null,
                var stop => stop.ToString().ToLowerInvariant(),
            },
            report.Attempts,
            Math.Round(report.Elapsed.TotalSeconds, 3),
            report.Image,
            report.ImageId,
            report.Unit.Job.Output,
            report.Outputs,
            report.Warning
        );
}

/// <summary>What <c>run --json</c> prints.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Jobs">The jobs, in the order of the files.</param>
/// <param name="ContactSheets">The contact sheets that were made.</param>
internal sealed record JobDocument(int SchemaVersion, IReadOnlyList<JobRow> Jobs, IReadOnlyList<string> ContactSheets);

/// <summary>One job, or one frame of one.</summary>
internal sealed record JobRow(
    string Name,
    string Job,
    int? Frame,
    string Outcome,
    string Sentence,
    int? ExitCode,
    string? EndedBy,
    int Attempts,
    double Seconds,
    string Image,
    string ImageId,
    string? OutputFolder,
    IReadOnlyList<JobOutput> Outputs,
    string? Warning
);

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JobDocument))]
internal sealed partial class JobJson : JsonSerializerContext;
