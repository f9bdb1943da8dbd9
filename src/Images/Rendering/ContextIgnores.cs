using System.Text;

namespace Images.Rendering;

/// <summary>
/// The <c>.dockerignore</c> of images whose Dockerfile takes the whole folder: the definition and the rendered Dockerfiles in it
/// are no part of the image, whoever builds it. A file of the user's own stays as it is and decides alone.
/// </summary>
internal static class ContextIgnores
{
    /// <summary>The file's name.</summary>
    public const string Name = ".dockerignore";

    private const string Header =
        "# Rendered by `dotnet run --project build -- render` since a Dockerfile takes the whole folder; without this line the file is yours.";

    /// <summary>Writes the files that images need.</summary>
    /// <param name="rendered">All rendered images.</param>
    /// <returns>One for each folder that needs one.</returns>
    public static IEnumerable<RenderedText> Of(IEnumerable<RenderedImage> rendered) =>
        from image in rendered.GroupBy(image => image.Variant.Image, StringComparer.Ordinal)
        where image.Any(variant => CopySources.Of(variant.Dockerfile).Any(source => source is "" or "*" or "./*"))
        select new RenderedText($"images/{image.Key}/{Name}", TextOf(image), image.First().Variant.Id);

    /// <summary>Tells whether a file was written by us.</summary>
    /// <param name="text">The file's text.</param>
    /// <returns>True when it starts with our line.</returns>
    public static bool IsIn(string text) => text.StartsWith(Header, StringComparison.Ordinal);

    // A folder goes with its Dockerfile, unless something else is in there.
    private static string TextOf(IEnumerable<RenderedImage> variants)
    {
        var text = new StringBuilder($"{Header}\n{Name}\nimage.yaml\nREADME.md\nabout.md\n");
        foreach (var folder in variants.Select(image => image.Variant.FolderName).Order(StringComparer.Ordinal))
        {
            text.Append(null, $"{folder}\n!{folder}/*\n{folder}/Dockerfile\n");
        }

        return text.ToString();
    }
}
