using System.Net;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Requests;
using Images.Registry.Transport;

namespace Images.Registry.Blobs;

/// <summary>Asks whether repositories have blobs.</summary>
internal sealed class BlobLookup(RegistrySender sender)
{
    /// <param name="repository">The repository.</param>
    /// <param name="digest">The blob.</param>
    /// <param name="actions">What the caller does there besides, so that one token is enough.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its size, 0 where the registry does not say; null where it is not there, or the registry does not answer such questions.</returns>
    public async Task<long?> FindAsync(RegistryReference repository, string digest, string actions, CancellationToken cancellationToken)
    {
        var request = new RegistryRequest(repository.WithDigest(digest), HttpMethod.Head, $"blobs/{digest}")
        {
            Actions = actions,
            IsQuestion = true,
        };
        try
        {
            return await sender.SendAsync(request, (response, _) => Task.FromResult(SizeOf(request, digest, response)), cancellationToken);
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.Unsupported)
        {
            return null;
        }
    }

    /// <summary>Asks whether a blob need not be sent. A registry that refuses to say it, as Amazon's public one does, is sent it.</summary>
    /// <returns>Its size, 0 where the registry does not say; null where it is not seen.</returns>
    public async Task<long?> SeesAsync(RegistryReference repository, string digest, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(repository, digest, RegistryRequest.Push, cancellationToken);
        }
        catch (RegistryException error) when (error.Problem == RegistryProblem.Unauthorized)
        {
            return null;
        }
    }

    private static long? SizeOf(RegistryRequest request, string digest, HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        return AnswerHeaders.DigestOf(response) is { } other && other != digest
            ? throw RegistryErrors.BadDigest(request.Reference, digest, other)
            : response.Content.Headers.ContentLength ?? 0;
    }
}
