using Images.Definitions;
using Images.Planning;
using Images.Rendering;

namespace Images.Tests.Planning;

/// <summary>A family with a matrix, an image that copies from a second one, and an external base.</summary>
internal static class PlanningFamily
{
    public static BuildGraph Graph() => Graph(Images());

    public static BuildGraph Graph(params RenderedImage[] images) => BuildGraph.Create(images, References(images));

    public static ImageReferences References() => References(Images());

    public static ImageReferences References(params RenderedImage[] images) => new(Family([.. images.Select(image => image.Variant)]));

    public static RenderedImage[] Images() =>
        [
            Image("base", null),
            Image("blender:3.4", "base"),
            Image("blender:4.3", "base"),
            Image("r-ver:4.5.3", null, null, "4.5"),
            Image("r-ver:4.6.1", null, null, "4.6", "latest"),
            Image("studio", "blender:4.3", "r-ver:4.6.1"),
        ];

    public static RenderedImage Image(string id, string? parent, string? copies = null, params string[] tags)
    {
        var name = id.Split(':')[0];
        var variant = SampleFamily.Variant(name, parent, [.. tags.Select(tag => new Tag(tag, TagClass.Moving, SampleFamily.Place))]) with
        {
            Id = id,
            FolderName = id.Contains(':', StringComparison.Ordinal) ? id.Split(':')[1] : "default",
            Description = new Located<string>($"The image {id}", SampleFamily.Place),
        };
        var copy = copies is null ? string.Empty : $"COPY --from={Reference(copies)} /usr/lib/R /usr/lib/R\n";
        var dockerfile = $"FROM {(parent is null ? "debian:bookworm-slim" : Reference(parent))}\n{copy}";
        return new RenderedImage(
            variant,
            dockerfile,
            $"images/{name}/{variant.FolderName}/Dockerfile",
            $"templates/{name}.Dockerfile.sbn",
            []
        );
    }

    private static string Reference(string id) => id.Contains(':', StringComparison.Ordinal) ? id : $"{id}:default";

    private static Family Family(IReadOnlyList<Variant> variants) =>
        SampleFamily.Family() with
        {
            Images =
            [
                .. variants
                    .GroupBy(variant => variant.Image)
                    .Select(image => new ImageDefinition
                    {
                        Name = image.Key,
                        Directory = $"/family/images/{image.Key}",
                        Location = SampleFamily.Place,
                        Variants = [.. image],
                    }),
            ],
        };
}
