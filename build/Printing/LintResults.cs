using System.Text.Json;
using System.Text.Json.Serialization;
using Images.Build.Hosting;
using Images.Rendering.Linting;
using Images.Reporting.GitHub;

namespace Images.Build.Printing;

/// <summary>Prints what <c>lint</c> found.</summary>
internal static class LintResults
{
    /// <summary>Writes the findings to standard output, one a line or as JSON, and in a workflow an annotation for each template's line.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="json">Whether to write JSON.</param>
    /// <param name="annotate">Whether GitHub is to mark the lines.</param>
    public static void Write(Output output, IReadOnlyList<LintFinding> findings, bool json, bool annotate)
    {
        if (json)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(new LintDocument(1, findings), LintJson.Default.LintDocument));
        }
        else
        {
            foreach (var finding in findings)
            {
                output.Results.WriteLine(
                    $"{finding.Path}:{finding.Line} ({finding.TemplateFile}:{finding.TemplateLine}): {finding.RuleId}: {finding.Message}"
                );
            }
        }

        if (annotate)
        {
            // Many variants come from one line, which is where to mend it, and GitHub shows a handful of annotations.
            foreach (var annotation in findings.Select(Annotate).Distinct())
            {
                output.Log.WriteLine(annotation);
            }
        }
    }

    private static Annotation Annotate(LintFinding finding) =>
        new("error", finding.TemplateFile, finding.TemplateLine, null, finding.RuleId, finding.Message);
}

/// <summary>What <c>lint --json</c> prints.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Findings">The findings, ordered by path and line.</param>
internal sealed record LintDocument(int SchemaVersion, IReadOnlyList<LintFinding> Findings);

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LintDocument))]
internal sealed partial class LintJson : JsonSerializerContext;
