using Images.BuildKit.Contexts;
using Images.Rendering;

namespace Images.Planning;

/// <summary>Finds out what a build would do, by what it would go by itself. Changes nothing.</summary>
/// <param name="references">The references under which the images stand in Dockerfiles.</param>
/// <param name="places">Where images of earlier runs are kept.</param>
/// <param name="bases">What the external bases are.</param>
/// <param name="wishes">What the user wants.</param>
public sealed class Planner(ImageReferences references, IReadOnlyList<IKeptImages> places, IBaseDigests bases, IBuildWishes wishes)
{
    /// <summary>Gets how it is said that there is no image.</summary>
    public ReasonKind WhatIsMissing { get; init; } = ReasonKind.NeverBuilt;

    private readonly KeptSearch<IKeptImages> search = new(references.Family, places);

    /// <summary>Plans a build.</summary>
    /// <param name="images">What would be built, each after its parents, all of which are among them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The plan, in the same order.</returns>
    /// <exception cref="BuildKit.Errors.BuildContextException">A file of an image cannot be read.</exception>
    public async Task<BuildPlan> PlanAsync(IReadOnlyList<PlannedImage> images, CancellationToken cancellationToken)
    {
        // Reading the files is the dear part.
        var own = images
            .AsParallel()
            .AsOrdered()
            .WithCancellation(cancellationToken)
            .Select(image => OwnInputs.Of(image, new DirectoryContext(image.Rendered.Variant.Directory), cancellationToken))
            .ToList();
        var entries = new List<PlanEntry>();
        var byId = new Dictionary<string, PlanEntry>(StringComparer.Ordinal);
        foreach (var (image, files) in images.Zip(own))
        {
            var entry = await EntryAsync(image, files, byId, cancellationToken);
            entries.Add(entry);
            byId.Add(image.Id, entry);
        }

        return new BuildPlan(entries);
    }

    private async Task<PlanEntry> EntryAsync(
        PlannedImage image,
        OwnInputs own,
        Dictionary<string, PlanEntry> earlier,
        CancellationToken cancellationToken
    )
    {
        var sources = DockerfileSources.Of(image.Rendered.Dockerfile).Distinct(StringComparer.Ordinal).ToList();
        var parents = sources
            .Where(source => references.TryFind(source, out _))
            .ToDictionary(source => source, Parent, StringComparer.Ordinal);
        var digests = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var source in sources.Where(source => !parents.ContainsKey(source)))
        {
            digests[source] = await bases.DigestAsync(source, image, cancellationToken);
        }

        var rebuilt = image
            .Parents.Where(parent => earlier[parent.Id].Builds)
            .Select(parent => new PlanReason(ReasonKind.Parent, parent.Id));
        var unknown = digests.Where(digest => digest.Value is null).Select(digest => new PlanReason(ReasonKind.UnknownBase, digest.Key));
        if (digests.ContainsValue(null) || parents.Values.Any(parent => parent.Fingerprint is null))
        {
            return new PlanEntry(image, [.. unknown, .. rebuilt], null, await NewestAsync(image, cancellationToken), own, null);
        }

        var inputs = new FingerprintInputs(
            parents.ToDictionary(parent => parent.Key, parent => parent.Value.Fingerprint!, StringComparer.Ordinal),
            digests.ToDictionary(digest => digest.Key, digest => digest.Value!, StringComparer.Ordinal),
            null
        )
        {
            Attestations = wishes.AttestationsText,
            Commit = await wishes.CommitTextAsync(image.Rendered, cancellationToken),
        };
        var required = wishes.EpochOf(image);
        var found = await search.FindAsync(image.Rendered.Variant, own, inputs, required, cancellationToken);
        if (found is { Match: null, Newest: { } old, NewestPlace: { } place })
        {
            found = found with { Newest = await place.WholeAsync(image.Id, old, cancellationToken) };
        }

        IReadOnlyList<PlanReason> reasons =
            found is { Match: null, Newest: null } ? [new PlanReason(WhatIsMissing)]
            : found is { Match: null, Newest: { } newest }
                ? new Staleness(references, image, own, inputs, required).Reasons(newest, rebuilt)
            : wishes.Forces(image) ? [new PlanReason(ReasonKind.Forced), .. rebuilt]
            : [.. rebuilt];
        return new PlanEntry(image, reasons, found.Fingerprint, found.Match ?? found.Newest, own, inputs);

        PlanEntry Parent(string source) => earlier[references.TryFind(source, out var variant) ? variant.Id : source];
    }

    private async Task<KeptImage?> NewestAsync(PlannedImage image, CancellationToken cancellationToken)
    {
        foreach (var place in places)
        {
            var ours = (await place.OfAsync(image.Id, cancellationToken)).Where(kept =>
                kept.IsNamedBy(references.Family, image.Rendered.Variant.Image)
            );
            if (ours.FirstOrDefault() is { } newest)
            {
                return newest;
            }
        }

        return null;
    }
}
