using System.Text.Json;
using System.Text.Json.Serialization;
using Images.Definitions;

namespace Images.Planning;

/// <summary>The variants whose support has ended or ends soon: what <c>eol --json</c> prints.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Today">The day of the listing, in UTC.</param>
/// <param name="Within">How many days ahead it looks.</param>
/// <param name="Variants">The variants, the earliest end first.</param>
public sealed record EndOfLifeListing(int SchemaVersion, DateOnly Today, int Within, IReadOnlyList<EndOfLifeEntry> Variants)
{
    /// <summary>Gets those whose support has ended.</summary>
    [JsonIgnore]
    public IEnumerable<EndOfLifeEntry> Past => Variants.Where(entry => entry.Days < 0);

    /// <summary>Lists variants. One that is built from a variant which ends earlier ends with that one.</summary>
    /// <param name="images">The chosen images.</param>
    /// <param name="today">The day to count from.</param>
    /// <param name="within">How many days ahead to look, 0 for those that have ended alone.</param>
    /// <returns>The listing.</returns>
    public static EndOfLifeListing Of(IEnumerable<PlannedImage> images, DateOnly today, int within)
    {
        var ends = new Dictionary<string, End?>(StringComparer.Ordinal);
        var entries = images
            .Select(image => (image.Id, End: Find(image, ends)))
            .Where(found => found.End is not null && found.End.Day.Value.DayNumber - today.DayNumber <= within)
            .Select(found => new EndOfLifeEntry(
                found.Id,
                found.End!.Day.Value,
                found.End.Day.Value.DayNumber - today.DayNumber,
                found.End.Of == found.Id ? null : found.End.Of,
                found.End.Day.Location
            ));
        return new EndOfLifeListing(
            1,
            today,
            within,
            [.. entries.OrderBy(entry => entry.Ends).ThenBy(entry => entry.Id, StringComparer.Ordinal)]
        );
    }

    /// <summary>Writes the listing as indented JSON.</summary>
    /// <returns>The text, LF line ends, the last one included.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, EndOfLifeJson.Default.EndOfLifeListing) + "\n";

    private static End? Find(PlannedImage image, Dictionary<string, End?> ends)
    {
        if (!ends.TryGetValue(image.Id, out var end))
        {
            end = image.Rendered.Variant.EndOfLife is { } own ? new End(image.Id, own) : null;
            foreach (var parent in image.Parents)
            {
                end = Find(parent, ends) is { } inherited && (end is null || inherited.Day.Value < end.Day.Value) ? inherited : end;
            }

            ends.Add(image.Id, end);
        }

        return end;
    }

    private sealed record End(string Of, Located<DateOnly> Day);
}

/// <summary>A variant and the end of its support.</summary>
/// <param name="Id">The variant's id.</param>
/// <param name="Ends">The last day on which it is supported.</param>
/// <param name="Days">Days from today to that one; negative when it has passed.</param>
/// <param name="Through">The variant that it is built from and that ends then; null when it is its own end.</param>
/// <param name="Location">Where the day is written.</param>
public sealed record EndOfLifeEntry(string Id, DateOnly Ends, int Days, string? Through, SourceLocation Location);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(EndOfLifeListing))]
internal sealed partial class EndOfLifeJson : JsonSerializerContext;
