namespace Images.Planning;

/// <summary>Has one image stand for all that is kept of its variant, so that a plan says how it stands to today's inputs.</summary>
/// <param name="variant">The variant's id.</param>
/// <param name="image">The image.</param>
/// <param name="others">What is kept of the other variants, its parents among them.</param>
public sealed class InspectedKept(string variant, KeptImage image, IReadOnlyList<IKeptImages> others) : IKeptImages
{
    /// <inheritdoc/>
    public string? Engine => null;

    /// <inheritdoc/>
    public async Task<IEnumerable<KeptImage>> OfAsync(string id, CancellationToken cancellationToken)
    {
        if (id == variant)
        {
            return [image];
        }

        var kept = new List<KeptImage>();
        foreach (var place in others)
        {
            kept.AddRange(await place.OfAsync(id, cancellationToken));
        }

        return kept;
    }
}
