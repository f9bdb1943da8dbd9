using System.Text.Json;
using System.Text.Json.Serialization;
using Images.Engines;

namespace Images.Build.Printing;

/// <summary>Prints what the doctor found.</summary>
internal static class DoctorResults
{
    /// <summary>Writes a table with what mends each row beside it, or JSON.</summary>
    /// <param name="checks">The rows.</param>
    /// <param name="json">Whether to write JSON.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(IReadOnlyList<DoctorCheck> checks, bool json, TextWriter writer)
    {
        if (json)
        {
            writer.WriteLine(JsonSerializer.Serialize(new DoctorDocument(1, checks), DoctorJson.Default.DoctorDocument));
            return;
        }

        var table = new Table("CHECK", "STATUS", "FOUND", "FIX");
        foreach (var check in checks)
        {
            table.Add(check.Name, Word(check.Status), check.Detail, check.Fix ?? string.Empty);
        }

        table.Write(writer);
    }

    private static string Word(DoctorStatus status) =>
        status switch
        {
            DoctorStatus.Ok => "ok",
            DoctorStatus.Warning => "warning",
            _ => "FAILED",
        };
}

/// <summary>What <c>doctor --json</c> prints.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Checks">The rows.</param>
internal sealed record DoctorDocument(int SchemaVersion, IReadOnlyList<DoctorCheck> Checks);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(DoctorDocument))]
internal sealed partial class DoctorJson : JsonSerializerContext;
