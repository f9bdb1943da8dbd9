using Images.Definitions;
using Images.Planning;
using Images.Rendering;

namespace Images.Tests;

/// <summary>Small made-up families for tests that need records and no files.</summary>
internal static class SampleFamily
{
    public static readonly SourceLocation Place = new("images/a/image.yaml", 1, 1);

    public static Variant Variant(string name, string? parent = null, params Tag[] tags) =>
        new()
        {
            Id = name,
            Image = name,
            Directory = $"/family/images/{name}",
            FolderName = "default",
            Axes = new Dictionary<string, string>(),
            From = new Located<string>(parent ?? "debian:bookworm-slim", Place),
            Parent = parent,
            Template = new Located<string>(name, Place),
            Description = null,
            Licenses = null,
            Source = null,
            Tags = tags,
            Platforms = ["linux/amd64"],
            Args = new Dictionary<string, Located<string>>(),
            Env = new Dictionary<string, Located<string>>(),
            Labels = new Dictionary<string, Located<string>>(),
            Vars = new Dictionary<string, object>(),
            Apt = [],
            Pip = [],
            R = [],
            Expose = [],
            Volumes = [],
            User = null,
            Workdir = null,
            Entrypoint = null,
            Cmd = null,
            EndOfLife = null,
            Limits = Limits.None,
            Tests = [],
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
