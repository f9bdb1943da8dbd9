using System.Text;
using Images.Definitions;
using Images.Rendering;

namespace Images.Releasing.Pages;

/// <summary>The page of an image, which the source repository and registries show.</summary>
/// <param name="Image">The image's name.</param>
/// <param name="Path">The file relative to the family's root, forward slashes: <c>images/NAME/README.md</c>.</param>
/// <param name="Text">Markdown, LF line ends.</param>
/// <param name="Summary">One line of at most 100 characters; empty where the image has no description.</param>
public sealed record ImagePage(string Image, string Path, string Text, string Summary)
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "README.md";

    /// <summary>The file beside the definition whose text is put into the page as it is.</summary>
    public const string About = "about.md";

    /// <summary>The beginning of the first line of every page.</summary>
    internal const string Header = "<!-- Written by `dotnet run --project build -- readme` from ";

    private const int LongestSummary = 100;
    private const int LongestAbout = 1 << 20;

    /// <summary>Writes the pages of a family through <c>templates/readme.sbn</c>, or the program's own template.</summary>
    /// <param name="family">The family.</param>
    /// <returns>A page for each image, in ordinal order of names; the same text on every machine and day.</returns>
    /// <exception cref="DefinitionException">The template or a text cannot be used.</exception>
    public static IReadOnlyList<ImagePage> Of(Family family)
    {
        var template = new PageTemplate(family.Root, "readme");
        return [.. family.Images.Select(image => Of(family, image, template))];
    }

    private static ImagePage Of(Family family, ImageDefinition image, PageTemplate template)
    {
        var folder = $"images/{image.Name}";
        var values = PageModel.Of(family, image, ReadAbout(family.Root, $"{folder}/{About}"));
        var text = $"{Header}{folder}/image.yaml: edit that, or {About} beside it. -->\n\n{template.Render(values)}";
        return new ImagePage(image.Name, $"{folder}/{FileName}", text, Short((string?)values["description"] ?? ""));
    }

    private static string? ReadAbout(string root, string path)
    {
        var file = new FileInfo(RenderedFile.FullPath(root, path));
        if (!file.Exists)
        {
            return null;
        }

        return file is { LinkTarget: null, Length: <= LongestAbout }
            ? File.ReadAllText(file.FullName, Encoding.UTF8).ReplaceLineEndings("\n").TrimEnd('\n')
            : throw new DefinitionException([
                new DefinitionError(
                    new SourceLocation(path, 1, 1),
                    "is a symbolic link or has more than 1 MiB: put a shorter text itself there"
                ),
            ]);
    }

    private static string Short(string text)
    {
        if (text.Length <= LongestSummary)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', LongestSummary - 1);
        return text[..(end > LongestSummary / 2 ? end : LongestSummary - 1)].TrimEnd(' ', ',', ';') + "…";
    }
}
