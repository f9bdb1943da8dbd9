using Images.Rendering;

namespace Images.Planning;

/// <summary>One image to build, at its place in the graph.</summary>
/// <param name="Rendered">The variant and its Dockerfile.</param>
/// <param name="Parents">The planned images that this one is built from (FROM and COPY --from), all earlier in the plan.</param>
public sealed record PlannedImage(RenderedImage Rendered, IReadOnlyList<PlannedImage> Parents)
{
    /// <summary>Gets the variant's id.</summary>
    public string Id => Rendered.Variant.Id;
}
