using System.Net;
using System.Runtime.CompilerServices;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.Manifests;
using Images.Registry.References;
using Images.Registry.Requests;
using Images.Registry.Transport;

namespace Images.Registry.Referrers;

/// <summary>Lists what is about a manifest (OCI distribution specification, "Listing Referrers").</summary>
internal sealed class ReferrerList(RegistrySender sender, ManifestReader manifests)
{
    /// <exception cref="RegistryException">The registry cannot be asked, or answers wrongly.</exception>
    public async IAsyncEnumerable<Descriptor> ReadAsync(
        RegistryReference repository,
        string digest,
        string? artifactType,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var subject = repository.WithDigest(digest);
        var filter = artifactType is null ? string.Empty : $"?artifactType={Uri.EscapeDataString(artifactType)}";
        var request = Request(subject, filter, RegistryRequest.Pull);
        await using var pages = PageReader.ReadAsync(sender, request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var isFirst = true;
        while (await NextAsync(pages, isFirst) is { } page)
        {
            isFirst = false;
            foreach (var referrer in Referrers(subject, page.Body, artifactType))
            {
                yield return referrer;
            }
        }

        if (isFirst)
        {
            foreach (var referrer in await TaggedAsync(subject, artifactType, cancellationToken))
            {
                yield return referrer;
            }
        }
    }

    /// <summary>Says whether the registry keeps the list itself.</summary>
    public async Task<bool> IsKeptAsync(RegistryReference subject, CancellationToken cancellationToken)
    {
        var request = Request(subject, string.Empty, RegistryRequest.Push);
        await using var pages = PageReader.ReadAsync(sender, request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        return await NextAsync(pages, isFirst: true) is not null;
    }

    // A registry that lacks the API answers 404, which the specification wants, or that it does not do this, or with a page for people;
    // old ones of Harbor answer 401. Who really must log in is told so when the tag is asked for.
    private static async Task<ListPage?> NextAsync(IAsyncEnumerator<ListPage> pages, bool isFirst)
    {
        try
        {
            return await pages.MoveNextAsync() && (!isFirst || pages.Current.MediaType == MediaTypes.OciIndex) ? pages.Current : null;
        }
        catch (RegistryException error)
            when (isFirst
                && error
                    is { Problem: RegistryProblem.NotFound or RegistryProblem.Unsupported or RegistryProblem.Unauthorized }
                        or { Status: HttpStatusCode.BadRequest }
            )
        {
            return null;
        }
    }

    private async Task<IEnumerable<Descriptor>> TaggedAsync(
        RegistryReference subject,
        string? artifactType,
        CancellationToken cancellationToken
    )
    {
        var index = await FetchAsync(manifests, subject, RegistryRequest.Pull, cancellationToken);
        return index is null ? [] : Referrers(subject, index.Bytes, artifactType);
    }

    /// <summary>Reads the index that a tag holds; null where there is none.</summary>
    public static async Task<FetchedManifest?> FetchAsync(
        ManifestReader manifests,
        RegistryReference subject,
        string actions,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var found = await manifests.GetAsync(subject.WithTag(ReferrerIndex.TagOf(subject.Digest!)), actions, cancellationToken);
            return found.IsIndex ? found : null;
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.NotFound)
        {
            return null;
        }
    }

    private static RegistryRequest Request(RegistryReference subject, string filter, string actions) =>
        new(subject, HttpMethod.Get, $"referrers/{subject.Digest}{filter}") { Accept = [MediaTypes.OciIndex], Actions = actions };

    private static IEnumerable<Descriptor> Referrers(RegistryReference subject, ReadOnlyMemory<byte> index, string? artifactType) =>
        ContentErrors
            .Read(subject, () => ContentReader.Index(index.Span))
            .Manifests.Where(referrer => artifactType is null || referrer.ArtifactType == artifactType);
}
