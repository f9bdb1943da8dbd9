using Images.Definitions;

namespace Images.Rendering;

/// <summary>The first line of every rendered Dockerfile.</summary>
/// <remarks>A comment without the form <c># name=value</c>: the frontend stops looking for parser directives at it, so no later line can be one.</remarks>
internal static class DockerfileHeader
{
    private const string Start = "# Rendered from templates/";

    /// <summary>Gets the header of a variant, without a line end.</summary>
    /// <param name="variant">The variant.</param>
    /// <returns>One comment line.</returns>
    public static string Of(Variant variant) =>
        $"{Start}{variant.Template.Value}{TemplateFiles.Ending} and images/{variant.Image}/image.yaml by `dotnet run --project build -- render`: edit those.";

    /// <summary>Tells whether a file was written by us.</summary>
    /// <param name="text">The file's text.</param>
    /// <returns>True when it starts with a header.</returns>
    public static bool IsIn(string text) => text.StartsWith(Start, StringComparison.Ordinal);
}
