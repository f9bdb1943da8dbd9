using Images.Definitions;
using Images.Planning.Locking;
using Images.Rendering;

namespace Images.Planning;

/// <summary>A family, read and rendered, and what was chosen of it. Nothing was written yet.</summary>
/// <param name="Family">The definitions.</param>
/// <param name="Rendered">Every image with its Dockerfile, in the order of the definitions.</param>
/// <param name="References">The references under which the images stand in Dockerfiles.</param>
/// <param name="Graph">Every image at its place.</param>
/// <param name="Selected">The images that were chosen, in the graph's order.</param>
public sealed record FamilyPlan(
    Family Family,
    IReadOnlyList<RenderedImage> Rendered,
    ImageReferences References,
    BuildGraph Graph,
    IReadOnlyList<PlannedImage> Selected
)
{
    /// <summary>Gets what the external bases are, as far as it is settled.</summary>
    public BaseLock Lock { get; init; } = BaseLock.Empty;

    /// <summary>Gets the chosen images and everything that they are built from, parents first.</summary>
    public IReadOnlyList<PlannedImage> WithParents => Graph.Restrict(Selected.Select(image => image.Id)).Images;

    /// <summary>Gets the external bases that a build of the chosen images needs, in ordinal order.</summary>
    public IReadOnlyList<string> ExternalBases =>
        [
            .. WithParents
                .SelectMany(image => DockerfileSources.Of(image.Rendered.Dockerfile))
                .Where(reference => !References.TryFind(reference, out _))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Chooses from a family.</summary>
    /// <param name="read">The family.</param>
    /// <param name="selectors">What to choose; nothing chooses everything.</param>
    /// <param name="changed">Says which variants patterns are narrowed to, as <c>--changed-since</c> does; null: to none.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="DefinitionException">Images are built from each other in a circle, or the lock cannot be used.</exception>
    /// <exception cref="SelectorException">A selector is wrong or selects nothing.</exception>
    public static FamilyPlan Of(
        RenderedFamily read,
        IReadOnlyList<string> selectors,
        Func<Family, IReadOnlyList<RenderedImage>, IReadOnlySet<string>>? changed
    )
    {
        var (family, rendered) = read;
        var references = new ImageReferences(family);
        var graph = BuildGraph.Create(rendered, references);
        return new FamilyPlan(family, rendered, references, graph, Selection.Of(graph, selectors, changed?.Invoke(family, rendered)))
        {
            Lock = LockFile.Load(family.Root),
        };
    }
}
