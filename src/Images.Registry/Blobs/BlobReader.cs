using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Requests;
using Images.Registry.Transport;

namespace Images.Registry.Blobs;

/// <summary>Reads blobs.</summary>
internal sealed class BlobReader(RegistrySender sender, RegistryOptions options, TimeProvider time)
{
    /// <exception cref="RegistryException">The registry does not have it, gives something else, or cannot be asked.</exception>
    public async Task<byte[]> ReadAsync(RegistryReference repository, Descriptor blob, long limit, CancellationToken cancellationToken)
    {
        var request = Request(repository, blob);
        var bytes = await sender.SendAsync(
            request,
            (response, token) => BoundedBody.ReadAsync(response.Content, Math.Min(limit, blob.Size), request.Reference.ToString(), token),
            cancellationToken
        );
        return ContentDigest.Matches(blob.Digest, bytes)
            ? bytes
            : throw RegistryErrors.BadDigest(request.Reference, blob.Digest, ContentDigest.Of(bytes));
    }

    /// <exception cref="RegistryException">The registry does not have it, or cannot be asked.</exception>
    public async Task<Stream> OpenAsync(RegistryReference repository, Descriptor blob, CancellationToken cancellationToken)
    {
        var request = Request(repository, blob);
        var answer = await sender.OpenAsync(request, cancellationToken);
        return new BlobStream(sender, request, blob, answer, await answer.Content.ReadAsStreamAsync(cancellationToken), options, time);
    }

    private static RegistryRequest Request(RegistryReference repository, Descriptor blob) =>
        new(repository.WithDigest(blob.Digest), HttpMethod.Get, $"blobs/{blob.Digest}");
}
