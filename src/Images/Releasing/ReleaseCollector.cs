using System.Collections.Concurrent;
using Images.Planning;
using Images.Registry.Errors;
using Images.Releasing.Hosting;
using Images.Releasing.Listing;
using Images.Releasing.Notes;

namespace Images.Releasing;

/// <summary>Puts together what a release is made of, from what is published and what the release before had.</summary>
/// <param name="host">Where releases are; null where only the notes are wanted and there is none.</param>
/// <param name="registry">Where the images are.</param>
/// <param name="bills">Knows what is in them.</param>
/// <param name="history">Knows the commits.</param>
/// <param name="notices">Told what is left out, and why.</param>
public sealed class ReleaseCollector(
    IReleaseHost? host,
    PublishedFamily registry,
    BillsOfMaterials bills,
    ReleaseHistory history,
    IProgress<string> notices
)
{
    private const int AtOnce = 4;

    /// <summary>Puts it together.</summary>
    /// <param name="plan">The family.</param>
    /// <param name="listing">What is published of it.</param>
    /// <param name="state">What the host has of this release and of others.</param>
    /// <param name="wishes">What is released.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ReleaseHostException">The host cannot be asked.</exception>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    /// <exception cref="Definitions.DefinitionException">The template of the notes cannot be used.</exception>
    public async Task<ReleaseContent> CollectAsync(
        FamilyPlan plan,
        PublishedListing listing,
        ReleaseState state,
        ReleaseWishes wishes,
        CancellationToken cancellationToken
    )
    {
        var tag = wishes.Tag;
        var commit = await history.CommitAsync(tag, cancellationToken);
        var previous = wishes.Previous is { } named
            ? state.All.FirstOrDefault(release => release is { IsDraft: false } && release.Tag == named)
            : null;
        var earlier = previous is null ? null : await FamilyOfAsync(previous, cancellationToken);
        var documents = await DocumentsAsync(
            listing,
            [new Release(state.Family, state.Assets), new Release(earlier, previous?.Assets ?? [])],
            cancellationToken
        );
        var images = listing.Published.Select(published => Complete(published, listing, documents, wishes, [state.Family, earlier]));
        var now = new ReleasedFamily(ReleasedFamily.CurrentSchema, tag, commit, plan.Family.Source, [.. images], listing.NotPublished);
        var before = earlier ?? await PublishedBeforeAsync(listing, now, wishes, cancellationToken);
        var since = earlier?.Release ?? wishes.Previous;
        var commits = since is null || before is null || commit is null ? [] : await CommitsAsync(since, commit, cancellationToken);
        var byId = plan.Graph.Images.ToDictionary(image => image.Id, image => image.Rendered, StringComparer.Ordinal);
        var changes = FamilyChanges.Between(
            now,
            before,
            id => byId.TryGetValue(id, out var image) ? ReleaseHistory.Touching(image, commits) : []
        ) with
        {
            Since = since,
        };
        var files = documents
            .OrderBy(document => document.Key, StringComparer.Ordinal)
            .Select(document => new ReleaseFile(ReleaseFiles.Sbom(document.Key), "application/json", document.Value))
            .ToList();
        if (await ReportAsync(state, now, wishes, cancellationToken) is { } report)
        {
            files.Add(new ReleaseFile(ReleaseFiles.Report, "text/html", report));
        }

        var text = new ReleaseText(tag, commit, tag, ReleaseNotes.Write(plan.Family.Root, changes), ReleaseVersion.IsPrerelease(tag));
        return new ReleaseContent(text, now, files);
    }

    private async Task<ReleasedFamily?> FamilyOfAsync(HostedRelease release, CancellationToken cancellationToken)
    {
        var document = release.Assets.FirstOrDefault(asset => asset is { Name: ReleasedFamily.FileName, IsComplete: true });
        var family = document is null ? null : ReleasedFamily.TryRead(await host!.ReadAsync(document, cancellationToken));
        if (family is null)
        {
            notices.Report(
                $"{release.Tag} has no {ReleasedFamily.FileName} that can be read; compared with what was published before instead"
            );
        }

        return family;
    }

    private async Task<IReadOnlyDictionary<string, byte[]>> DocumentsAsync(
        PublishedListing listing,
        IReadOnlyList<Release> releases,
        CancellationToken cancellationToken
    )
    {
        var documents = new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            listing.Published,
            parallel,
            async (published, token) =>
            {
                var known = releases.Select(release => release.SbomOf(published.Image)).OfType<HostedAsset>().FirstOrDefault();
                documents[published.Variant.Id] = known is null
                    ? await bills.OfAsync(published, token)
                    : await host!.ReadAsync(known, token);
            }
        );
        return documents;
    }

    // What a release has said of the same image stays said, so that the document is the same on every machine.
    private static ReleasedImage Complete(
        PublishedVariant published,
        PublishedListing listing,
        IReadOnlyDictionary<string, byte[]> documents,
        ReleaseWishes wishes,
        IEnumerable<ReleasedFamily?> releases
    )
    {
        var image = published.Image;
        var told = releases.Select(family => family?.Find(image.Id)).Where(other => other?.Digest == image.Digest).ToList();
        return image with
        {
            Tests = told.Select(other => other!.Tests).OfType<ReleasedTests>().FirstOrDefault() ?? wishes.TestsOf(published),
            Packages = SpdxPackages.TryRead(documents[image.Id]),
            Base =
                image.Base is { Digest: null, Name: var name } && published.Variant.Parent is { } parent
                    ? new ReleasedBase(name, listing.Published.FirstOrDefault(other => other.Variant.Id == parent)?.Image.Digest)
                    : image.Base,
        };
    }

    // Without a release to compare with, what the tags named before this publishing, and the documents attached to that.
    private async Task<ReleasedFamily?> PublishedBeforeAsync(
        PublishedListing listing,
        ReleasedFamily now,
        ReleaseWishes wishes,
        CancellationToken cancellationToken
    )
    {
        var images = new List<ReleasedImage>();
        foreach (var published in listing.Published)
        {
            if (wishes.DigestBefore(published.Variant.Id) is not { } digest)
            {
                continue;
            }

            if (await registry.FindEarlierAsync(published.Variant, digest, cancellationToken) is { } found)
            {
                var document = await bills.AttachedAsync(found.Reference, found.Image.Platforms[0].Digest, cancellationToken);
                images.Add(found.Image with { Packages = document is null ? null : SpdxPackages.TryRead(document) });
            }
        }

        if (images.Count == 0)
        {
            return null;
        }

        var known = images.Select(image => image.Id).ToHashSet(StringComparer.Ordinal);
        return now with
        {
            Release = wishes.Previous ?? "what was published before",
            Images = [.. images, .. now.Images.Where(image => !known.Contains(image.Id) && !wishes.IsNew(image.Id))],
        };
    }

    private async Task<IReadOnlyList<ReleaseCommit>> CommitsAsync(string from, string to, CancellationToken cancellationToken)
    {
        if (await history.CommitsAsync(from, to, cancellationToken) is { } commits)
        {
            return commits;
        }

        notices.Report(
            $"the commits since {from} are not in this clone, so the notes name none; fetch them with: git fetch --tags --unshallow"
        );
        return [];
    }

    // The report tells of one run, so that another run does not take its place.
    private async Task<byte[]?> ReportAsync(
        ReleaseState state,
        ReleasedFamily now,
        ReleaseWishes wishes,
        CancellationToken cancellationToken
    ) =>
        state.Assets.FirstOrDefault(asset => asset is { Name: ReleaseFiles.Report, IsComplete: true }) is { } there
        && (state.Family is null || state.Family.ToBytes().AsSpan().SequenceEqual(now.ToBytes()))
            ? await host!.ReadAsync(there, cancellationToken)
            : wishes.Report;

    private sealed record Release(ReleasedFamily? Family, IReadOnlyList<HostedAsset> Assets)
    {
        public HostedAsset? SbomOf(ReleasedImage image) =>
            Family?.Find(image.Id)?.Digest == image.Digest
                ? Assets.FirstOrDefault(asset => asset.IsComplete && asset.Name == ReleaseFiles.Sbom(image.Id))
                : null;
    }
}
