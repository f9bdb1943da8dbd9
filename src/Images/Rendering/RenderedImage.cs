using Images.Definitions;

namespace Images.Rendering;

/// <summary>A variant and its Dockerfile.</summary>
/// <param name="Variant">What was rendered.</param>
/// <param name="Dockerfile">The text, LF line ends, with the header that names template and definition.</param>
/// <param name="Path">The committed file's path relative to the family's root, forward slashes: <c>images/NAME/FOLDER/Dockerfile</c>.</param>
/// <param name="TemplatePath">The template's path relative to the family's root.</param>
/// <param name="Lines">For each line of <paramref name="Dockerfile"/> the place in a template that it came from.</param>
public sealed record RenderedImage(Variant Variant, string Dockerfile, string Path, string TemplatePath, IReadOnlyList<TemplateLine> Lines)
{
    /// <summary>Gets the image's folder, the build context, relative to the family's root: <c>images/NAME</c>.</summary>
    public string Folder => $"images/{Variant.Image}";
}

/// <summary>A line of a template or partial.</summary>
/// <param name="File">Relative to the family's root, forward slashes.</param>
/// <param name="Line">Counted from 1.</param>
public sealed record TemplateLine(string File, int Line);
