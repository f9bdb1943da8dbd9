using Images.Definitions;

namespace Images.Rendering;

/// <summary>Renders the Dockerfiles of a family.</summary>
public static class Renderer
{
    /// <summary>Renders every variant; each template is read and parsed once.</summary>
    /// <param name="family">The family.</param>
    /// <param name="cancellation">Ends the rendering between two variants.</param>
    /// <returns>The images in the order of <see cref="Family.Variants"/>.</returns>
    /// <exception cref="DefinitionException">One or more variants cannot be rendered; carries every error.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    public static IReadOnlyList<RenderedImage> Render(Family family, CancellationToken cancellation)
    {
        var errors = new RenderErrors();
        var renderer = new VariantRenderer(family, errors);
        var images = new List<RenderedImage>();
        foreach (var variant in family.Variants)
        {
            cancellation.ThrowIfCancellationRequested();
            if (renderer.Render(variant) is { } image)
            {
                images.Add(image);
            }
        }

        errors.ThrowIfAny();
        return images;
    }
}
