using System.Text.Json;
using System.Text.Json.Serialization;

namespace Images.Planning;

/// <summary>The family as programs read it: what <c>list --json</c> and <c>graph --json</c> print.</summary>
/// <param name="SchemaVersion">The form's version; a change that could break a reader raises it.</param>
/// <param name="Images">The images, each after its parents.</param>
public sealed record ImageListing(int SchemaVersion, IReadOnlyList<ListedImage> Images)
{
    /// <summary>Lists images.</summary>
    /// <param name="images">The images.</param>
    /// <returns>The listing.</returns>
    public static ImageListing Of(IEnumerable<PlannedImage> images) => new(1, [.. images.Select(ListedImage.Of)]);

    /// <summary>Writes the listing as indented JSON.</summary>
    /// <returns>The text, LF line ends, the last one included.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, ListingJson.Default.ImageListing) + "\n";
}

/// <summary>One image of a listing.</summary>
/// <param name="Id">The variant's id.</param>
/// <param name="Image">The image's name.</param>
/// <param name="Axes">The axes of the matrix and their values.</param>
/// <param name="Description">One line, or null.</param>
/// <param name="From">The base as the definition names it.</param>
/// <param name="Parents">The ids of the images of ours that it is built from.</param>
/// <param name="Tags">The tags.</param>
/// <param name="Platforms">The platforms.</param>
/// <param name="Dockerfile">The rendered file, relative to the family's root.</param>
/// <param name="Definition">Where it is defined, <c>file:line:column</c> of its <c>from</c>.</param>
public sealed record ListedImage(
    string Id,
    string Image,
    IReadOnlyDictionary<string, string> Axes,
    string? Description,
    string From,
    IReadOnlyList<string> Parents,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Platforms,
    string Dockerfile,
    string Definition
)
{
    /// <summary>Gets the registries that it may be published to; left out for the family's, empty for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Push { get; init; }

    /// <summary>Describes a planned image.</summary>
    /// <param name="image">The image.</param>
    /// <returns>Its entry.</returns>
    public static ListedImage Of(PlannedImage image)
    {
        var variant = image.Rendered.Variant;
        return new ListedImage(
            variant.Id,
            variant.Image,
            variant.Axes,
            variant.Description?.Value,
            variant.From.Value,
            [.. image.Parents.Select(parent => parent.Id)],
            [.. variant.Tags.Select(tag => tag.Name)],
            variant.Platforms,
            image.Rendered.Path,
            variant.From.Location.ToString()
        )
        {
            Push = variant.Push,
        };
    }
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(ImageListing))]
internal sealed partial class ListingJson : JsonSerializerContext;
