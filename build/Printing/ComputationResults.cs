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
    public static void Write(Output output, ComputationsReport report, bool json)
    {
        if (json)
        {
            var document = new ComputationDocument(1, report.Calls, report.Results);
            output.Results.WriteLine(JsonSerializer.Serialize(document, ComputationJson.Default.ComputationDocument));
            return;
        }

        foreach (var path in report.Results)
        {
            output.Results.WriteLine(path);
        }

        foreach (var call in report.Calls)
        {
            var computed = call.Outputs.Count(static file => file.State == ComputedFileState.Computed);
            output.Note(
                computed == 0
                    ? $"{call.Name}: all results of commit {call.Commit[..12]} were there"
                    : $"{call.Name}: computed {computed} of {call.Outputs.Count} results of commit {call.Commit[..12]}"
            );
        }
    }

    /// <summary>Says of each result whether it is there.</summary>
    /// <param name="report">What was found.</param>
    /// <returns>One line each.</returns>
    public static IEnumerable<string> Lines(ComputationsReport report) =>
        report.Calls.SelectMany(call => call.Outputs.Select(file => $"{call.Name} {file.Label}: {Line(file)}"));

    private static string Line(ComputedFile file) =>
        file switch
        {
            { Path: null } => "MISSING, would be computed of what is missing before it",
            { State: ComputedFileState.Missing } => $"{file.Path} MISSING, would be computed",
            _ => $"{file.Path} ok",
        };
}

/// <summary>What <c>compute --json</c> prints.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Calls">The computations in the order in which they were called.</param>
/// <param name="Results">Where the results are.</param>
internal sealed record ComputationDocument(int SchemaVersion, IReadOnlyList<ComputationReport> Calls, IReadOnlyList<string?> Results);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(ComputationDocument))]
internal sealed partial class ComputationJson : JsonSerializerContext;
