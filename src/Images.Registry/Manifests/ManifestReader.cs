using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Requests;
using Images.Registry.Transport;

namespace Images.Registry.Manifests;

/// <summary>Asks for manifests and reads them.</summary>
internal sealed class ManifestReader(RegistrySender sender)
{
    /// <summary>How many bytes a manifest may have; the specification wants registries to take as many.</summary>
    public const int Longest = 4 * 1024 * 1024;

    /// <exception cref="RegistryException">It is not there, or cannot be asked for.</exception>
    public async Task<Descriptor> ResolveAsync(RegistryReference reference, string actions, CancellationToken cancellationToken)
    {
        Descriptor? found;
        try
        {
            found = await sender.SendAsync(Request(reference, HttpMethod.Head, actions), DescribeAsync, cancellationToken);
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.Unsupported)
        {
            found = null;
        }

        if (found is null)
        {
            return (await GetAsync(reference, actions, cancellationToken)).Descriptor;
        }

        return reference.Digest is null || reference.Digest == found.Digest
            ? found
            : throw RegistryErrors.BadDigest(reference, reference.Digest, found.Digest);
    }

    /// <returns>Null where it is not there.</returns>
    /// <inheritdoc cref="ResolveAsync"/>
    public async Task<Descriptor?> FindAsync(RegistryReference reference, string actions, CancellationToken cancellationToken)
    {
        try
        {
            return await ResolveAsync(reference, actions, cancellationToken);
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc cref="ResolveAsync"/>
    public async Task<FetchedManifest> GetAsync(RegistryReference reference, string actions, CancellationToken cancellationToken)
    {
        var (bytes, type, announced) = await sender.SendAsync(
            Request(reference, HttpMethod.Get, actions),
            async (response, token) =>
                (
                    await BoundedBody.ReadAsync(response.Content, Longest, reference.ToString(), token),
                    AnswerHeaders.TypeOf(response),
                    AnswerHeaders.DigestOf(response)
                ),
            cancellationToken
        );
        foreach (
            var digest in new[] { reference.Digest, announced }.OfType<string>().Where(digest => !ContentDigest.Matches(digest, bytes))
        )
        {
            throw RegistryErrors.BadDigest(reference, digest, ContentDigest.Of(bytes));
        }

        type = MediaTypes.Manifests.Contains(type) ? type : ContentErrors.Read(reference, () => ContentReader.MediaType(bytes));
        return type is not null && MediaTypes.Manifests.Contains(type)
            ? new FetchedManifest(new Descriptor(type, reference.Digest ?? announced ?? ContentDigest.Of(bytes), bytes.Length), bytes)
            : throw new RegistryException(
                RegistryProblem.Unsupported,
                $"{reference}: {RegistryErrors.Line(type ?? "it")} is no image that can be read here; push it anew with a current engine"
            );
    }

    private static RegistryRequest Request(RegistryReference reference, HttpMethod method, string actions) =>
        new(reference, method, $"manifests/{reference.Identifier}") { Accept = MediaTypes.Manifests, Actions = actions };

    // A registry that leaves something out of the answer to a HEAD is asked for the document.
    private static Task<Descriptor?> DescribeAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        Task.FromResult(
            AnswerHeaders.DigestOf(response) is { } digest
            && AnswerHeaders.TypeOf(response) is { } type
            && response.Content.Headers.ContentLength is { } size and > 0
                ? new Descriptor(type, digest, size)
                : null
        );
}
