using Images.Definitions;

namespace Images.Tests.Rendering;

/// <summary>Families for tests, made without YAML.</summary>
internal static class Sample
{
    public static SourceLocation At(int line, int column = 1, string image = "tool") => new($"images/{image}/image.yaml", line, column);

    public static Located<string> Text(string value, int line = 3) => new(value, At(line, 9));

    public static Family Family(string root, params Variant[] variants) =>
        new()
        {
            Root = root,
            Registries = [],
            Source = null,
            Bases = new Dictionary<string, BootstrapRecipe>(),
            Images =
            [
                .. variants
                    .GroupBy(variant => variant.Image, StringComparer.Ordinal)
                    .Select(group => new ImageDefinition
                    {
                        Name = group.Key,
                        Directory = Path.Combine(root, "images", group.Key),
                        Location = At(1, image: group.Key),
                        Variants = [.. group],
                    }),
            ],
        };

    public static Variant Variant(string image = "tool", string folder = "default") =>
        BareVariant.Named(image) with
        {
            Id = folder == "default" ? image : $"{image}:{folder}",
            FolderName = folder,
            From = Text("debian:bookworm-slim", 2),
            Template = Text(image, 1),
        };

    public static Dictionary<string, Located<string>> Texts(params (string Key, string Value)[] entries) =>
        entries.ToDictionary(entry => entry.Key, entry => Text(entry.Value), StringComparer.Ordinal);
}
