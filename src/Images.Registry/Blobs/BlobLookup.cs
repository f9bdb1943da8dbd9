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
        var request = new RegistryRequest(repository.WithDigest(digest), HttpMethod.Head, $"blobs/{digest}") { Actions = actions };
        try
        {
            return await sender.SendAsync<long?>(
                request,
                (response, _) =>
                    Task.FromResult<long?>(
                        AnswerHeaders.DigestOf(response) is { } other && other != digest
                            ? throw new RegistryException(
                                RegistryProblem.BadDigest,
                                $"{request.Reference}: {repository.Registry} says that it is {other}; distrust what lies between"
                            )
                            : response.Content.Headers.ContentLength ?? 0
                    ),
                cancellationToken
            );
        }
        catch (RegistryException error) when (error.Problem is RegistryProblem.NotFound or RegistryProblem.Unsupported)
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
}
