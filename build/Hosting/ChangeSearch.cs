using Images.Building;
using Images.Building.Revisions;
using Images.Definitions;
using Images.Rendering;

namespace Images.Build.Hosting;

/// <summary>Finds what <c>--changed-since</c> narrows the selection to, and says why.</summary>
/// <param name="reference">What the user named.</param>
/// <param name="output">Told what changed.</param>
internal sealed class ChangeSearch(string reference, Output output)
{
    private const int MostReasons = 3;

    /// <summary>Gets the variants that were found, with the reasons.</summary>
    public IReadOnlyList<ChangedVariant> Found { get; private set; } = [];

    /// <summary>Finds the variants with inputs that have changed.</summary>
    /// <param name="family">The family.</param>
    /// <param name="rendered">All its images.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their ids.</returns>
    /// <exception cref="Planning.SelectorException">Git cannot tell.</exception>
    public IReadOnlySet<string> Find(Family family, IReadOnlyList<RenderedImage> rendered, CancellationToken cancellationToken)
    {
        var changed = ChangedVariants
            .SinceAsync(family, rendered, reference, new NoteProgress(output), cancellationToken)
            .GetAwaiter()
            .GetResult();
        Found = [.. changed];
        output.Note($"changed since {reference}: {changed.Count} of {Amount.Count(rendered.Count, "variant")}");
        foreach (var variant in changed)
        {
            var more = variant.Reasons.Count > MostReasons ? $", and {variant.Reasons.Count - MostReasons} more" : string.Empty;
            output.Note($"  {variant.Id}: {string.Join(", ", variant.Reasons.Take(MostReasons))}{more}");
        }

        return changed.Select(variant => variant.Id).ToHashSet(StringComparer.Ordinal);
    }
}
