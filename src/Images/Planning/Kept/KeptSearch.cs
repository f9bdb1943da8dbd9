using Images.Definitions;

namespace Images.Planning;

/// <summary>Looks among the images of earlier runs for one that was built from today's inputs.</summary>
/// <param name="family">The family; another one's images may be kept in the same place.</param>
/// <param name="places">Where images are kept, the first being asked first.</param>
/// <typeparam name="TPlace">The kind of place.</typeparam>
public sealed class KeptSearch<TPlace>(Family family, IReadOnlyList<TPlace> places)
    where TPlace : IKeptImages
{
    /// <summary>Looks for an image.</summary>
    /// <param name="variant">Which.</param>
    /// <param name="own">What lies in its folder and definition.</param>
    /// <param name="inputs">What else it would be built from.</param>
    /// <param name="required">How fresh it must be; null: whenever it was built.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found.</returns>
    public async Task<KeptFinding<TPlace>> FindAsync(
        Variant variant,
        OwnInputs own,
        FingerprintInputs inputs,
        RequiredEpoch? required,
        CancellationToken cancellationToken
    )
    {
        KeptImage? newest = null;
        TPlace? newestPlace = default;
        var isFresh = false;
        var byEpoch = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            foreach (var candidate in await place.OfAsync(variant.Id, cancellationToken))
            {
                if (newest is null && candidate.IsNamedBy(family, variant.Image))
                {
                    (newest, newestPlace) = (candidate, place);
                }

                if (required?.Accepts(candidate) == false)
                {
                    continue;
                }

                // An image that was built anew on purpose is as good as any later, and what is built from it is built from it.
                isFresh = true;
                if (!byEpoch.TryGetValue(candidate.Epoch ?? string.Empty, out var fingerprint))
                {
                    fingerprint = Fingerprint.Of(own, inputs with { Epoch = candidate.Epoch });
                    byEpoch.Add(candidate.Epoch ?? string.Empty, fingerprint);
                }

                if (candidate.Fingerprint == fingerprint)
                {
                    return new KeptFinding<TPlace>(fingerprint, place, candidate, newest, isFresh) { NewestPlace = newestPlace };
                }
            }
        }

        return new KeptFinding<TPlace>(Fingerprint.Of(own, inputs with { Epoch = required?.Value }), default, null, newest, isFresh)
        {
            NewestPlace = newestPlace,
        };
    }
}

/// <summary>What is kept of an image.</summary>
/// <param name="Fingerprint">That of the image that was found, else that of the one to be built.</param>
/// <param name="Place">Where the image is; null where there is none.</param>
/// <param name="Match">The image that was built from today's inputs; null where there is none.</param>
/// <param name="Newest">The newest image of the variant that has a name, whatever it was built from; null where there is none.</param>
/// <param name="IsFresh">Whether one of them is fresh enough, so that the engine's cache is too.</param>
/// <typeparam name="TPlace">The kind of place.</typeparam>
public sealed record KeptFinding<TPlace>(string Fingerprint, TPlace? Place, KeptImage? Match, KeptImage? Newest, bool IsFresh)
    where TPlace : IKeptImages
{
    /// <summary>Gets where the newest is; null where there is none.</summary>
    public TPlace? NewestPlace { get; init; }
}
