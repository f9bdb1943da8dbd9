using System.Text.Json;
using System.Text.Json.Serialization;
using Images.Definitions;

namespace Images.Build.Printing;

/// <summary>What <c>--json</c> prints when the definitions cannot be used.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Errors">The errors in file and line order.</param>
internal sealed record DefinitionErrorDocument(int SchemaVersion, IReadOnlyList<DefinitionErrorRow> Errors)
{
    /// <summary>Writes the document.</summary>
    /// <param name="exception">The errors.</param>
    /// <returns>Indented JSON with LF line ends and one at the end.</returns>
    public static string Write(DefinitionException exception)
    {
        var rows = exception.Errors.Select(error => new DefinitionErrorRow(
            error.Location.File,
            error.Location.Line,
            error.Location.Column,
            error.Message
        ));
        return JsonSerializer.Serialize(new DefinitionErrorDocument(1, [.. rows]), DefinitionErrorJson.Default.DefinitionErrorDocument)
            + "\n";
    }
}

/// <summary>One error.</summary>
/// <param name="File">Relative to the family's root, forward slashes.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record DefinitionErrorRow(string File, int Line, int Column, string Message);

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DefinitionErrorDocument))]
internal sealed partial class DefinitionErrorJson : JsonSerializerContext;
