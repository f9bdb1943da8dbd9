using System.Text.Json;
using System.Text.Json.Serialization;
using Images.Build.Hosting;
using Images.Jobs.Staging;

namespace Images.Build.Printing;

/// <summary>Prints what became of a computation.</summary>
internal static class ComputationResults
{
    /// <summary>Writes it: the results' paths on standard output, one a line; or all of it as JSON.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="report">What became of it.</param>
    /// <param name="json">Whether to write JSON.</param>
    public static void Write(Output output, ComputationReport report, bool json)
    {
        if (json)
        {
            var document = new ComputationDocument(1, report);
            output.Results.WriteLine(JsonSerializer.Serialize(document, ComputationJson.Default.ComputationDocument));
            return;
        }

        foreach (var file in report.Outputs)
        {
            output.Results.WriteLine(file.Path);
        }

        var computed = report.Outputs.Count(static file => file.State == ComputedFileState.Computed);
        output.Note(
            computed == 0
                ? $"{report.Name}: all results of commit {report.Commit[..12]} were there"
                : $"{report.Name}: computed {computed} of {report.Outputs.Count} results of commit {report.Commit[..12]}"
        );
    }

    /// <summary>Says of each result whether it is there.</summary>
    /// <param name="report">What was found.</param>
    /// <returns>One line each.</returns>
    public static IEnumerable<string> Lines(ComputationReport report) =>
        report.Outputs.Select(file =>
            $"{report.Name} {file.Label}: {file.Path} {(file.State == ComputedFileState.Missing ? "MISSING, would be computed" : "ok")}"
        );
}

/// <summary>What <c>compute --json</c> prints.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Computation">What became of the computation.</param>
internal sealed record ComputationDocument(int SchemaVersion, ComputationReport Computation);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ComputationDocument))]
internal sealed partial class ComputationJson : JsonSerializerContext;
