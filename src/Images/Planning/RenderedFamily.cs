using Images.Definitions;
using Images.Rendering;

namespace Images.Planning;

/// <summary>A family, read and rendered. Nothing was written yet.</summary>
/// <param name="Family">The definitions.</param>
/// <param name="Images">Every image with its Dockerfile, in the order of the definitions.</param>
public sealed record RenderedFamily(Family Family, IReadOnlyList<RenderedImage> Images)
{
    /// <summary>Reads and renders a family.</summary>
    /// <param name="root">The absolute path of the folder that holds <c>images/</c>.</param>
    /// <param name="cancellation">Ends the work between two images.</param>
    /// <returns>The family.</returns>
    /// <exception cref="DefinitionException">The definitions or templates cannot be used.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    public static RenderedFamily Load(string root, CancellationToken cancellation)
    {
        var family = FamilyLoader.Load(root, cancellation);
        return new RenderedFamily(family, Renderer.Render(family, cancellation));
    }
}
