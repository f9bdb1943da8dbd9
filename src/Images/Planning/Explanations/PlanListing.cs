using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Images.Planning;

/// <summary>A plan as programs read it: what <c>plan --json</c> prints.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Build">How many images would be built.</param>
/// <param name="UpToDate">How many would not.</param>
/// <param name="Images">The images, each after its parents.</param>
public sealed record PlanListing(int SchemaVersion, int Build, int UpToDate, IReadOnlyList<PlannedEntry> Images)
{
    /// <summary>Writes a plan down.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="explain">Whether values and inputs are listed too.</param>
    /// <returns>The listing.</returns>
    public static PlanListing Of(BuildPlan plan, bool explain)
    {
        var builds = plan.ToBuild.Count();
        return new(1, builds, plan.Images.Count - builds, [.. plan.Images.Select(entry => PlannedEntry.Of(entry, explain))]);
    }

    /// <summary>Writes the listing as indented JSON.</summary>
    /// <returns>The text, LF line ends, the last one included.</returns>
    public string ToJson()
    {
        // '->' and the quotes of commands are read by people too.
        var readable = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, readable))
        {
            JsonSerializer.Serialize(writer, this, PlanJson.Default.PlanListing);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}

/// <summary>One image of a plan.</summary>
/// <param name="Id">The variant's id.</param>
/// <param name="Plan"><c>build</c> or <c>up-to-date</c>.</param>
/// <param name="Reasons">Why it would be built; empty where it would not.</param>
/// <param name="Fingerprint">Of what it is built from; null where that is not known yet.</param>
/// <param name="Image">The image that is kept, up to date or not; null where there is none.</param>
public sealed record PlannedEntry(string Id, string Plan, IReadOnlyList<PlannedReason> Reasons, string? Fingerprint, string? Image)
{
    /// <summary>Gets the registries that it may be published to; left out for the family's, empty for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Push { get; init; }

    /// <summary>Gets the values; left out unless they were asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EffectiveValue>? Values { get; init; }

    /// <summary>Gets the inputs; left out unless they were asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<InputDigest>? Inputs { get; init; }

    /// <summary>Writes an entry down.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="explain">Whether values and inputs are listed too.</param>
    /// <returns>The image.</returns>
    public static PlannedEntry Of(PlanEntry entry, bool explain) =>
        new(
            entry.Image.Id,
            entry.Builds ? "build" : "up-to-date",
            [.. entry.Reasons.Select(reason => new PlannedReason(reason.Word, reason.Name, reason.Old, reason.New, reason.Text))],
            entry.Fingerprint,
            entry.Kept?.Id
        )
        {
            Push = entry.Image.Rendered.Variant.Push,
            Values = explain ? EffectiveValue.Of(entry.Image.Rendered) : null,
            Inputs = explain ? InputDigest.Of(entry) : null,
        };
}

/// <summary>One reason of a plan.</summary>
/// <param name="Kind">Such as <c>file</c>, <c>base</c>, <c>parent</c> or <c>never-built</c>.</param>
/// <param name="Name">Which one; null where the kind says all.</param>
/// <param name="Old">What it was; null where it is new.</param>
/// <param name="New">What it is; null where it is gone.</param>
/// <param name="Text">All of it in words, one line.</param>
public sealed record PlannedReason(string Kind, string? Name, string? Old, string? New, string Text);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(PlanListing))]
internal sealed partial class PlanJson : JsonSerializerContext;
