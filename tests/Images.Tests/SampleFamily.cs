using Images.Definitions;
using Images.Planning;
using Images.Rendering;

namespace Images.Tests;

/// <summary>Small made-up families for tests that need records and no files.</summary>
internal static class SampleFamily
{
    public static readonly SourceLocation Place = new("images/a/image.yaml", 1, 1);

    public static Variant Variant(string name, string? parent = null, params Tag[] tags) =>
        BareVariant.Named(name) with
        {
            Directory = $"/family/images/{name}",
            From = new Located<string>(parent ?? "debian:bookworm-slim", Place),
            Parent = parent,
            Tags = tags,
        };

    public static PlannedImage Planned(string name, string dockerfile, params PlannedImage[] parents)
    {
        var lines = Enumerable
            .Range(1, dockerfile.Split('\n').Length)
            .Select(line => new TemplateLine("templates/t.Dockerfile.sbn", line + 100));
        var variant = Variant(name, parents.FirstOrDefault()?.Id);
        return new PlannedImage(
            new RenderedImage(variant, dockerfile, $"images/{name}/default/Dockerfile", "templates/t.Dockerfile.sbn", [.. lines]),
            parents
        );
    }

    public static Family Family(params PlannedImage[] images) =>
        new()
        {
            Root = "/family",
            Registries = [],
            Source = null,
            Bases = new Dictionary<string, BootstrapRecipe>(),
            Images =
            [
                .. images.Select(image => new ImageDefinition
                {
                    Name = image.Id,
                    Directory = image.Rendered.Variant.Directory,
                    Location = Place,
                    Variants = [image.Rendered.Variant],
                }),
            ],
        };
}
