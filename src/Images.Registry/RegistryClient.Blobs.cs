using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Transport;
using Images.Registry.Uploads;

namespace Images.Registry;

/// <content>Blobs.</content>
public sealed partial class RegistryClient
{
    /// <summary>Reads a small blob whole.</summary>
    /// <param name="reference">Where it is.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="limit">How many bytes it may have.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes; they have the digest.</returns>
    /// <exception cref="RegistryException">The registry does not have it, gives something else, or cannot be asked.</exception>
    public Task<byte[]> GetBlobAsync(RegistryReference reference, Descriptor blob, long limit, CancellationToken cancellationToken) =>
        blobs.ReadAsync(reference, blob, limit, cancellationToken);

    /// <summary>
    /// Opens a blob of any size. A connection that breaks is made again and goes on where it broke. The stream gives no more bytes than
    /// the blob has, and ends only when they have its digest: who read it to its end without an error has the blob.
    /// </summary>
    /// <param name="reference">Where it is.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes, forward only; its reads throw <see cref="RegistryException"/>.</returns>
    /// <exception cref="RegistryException">The registry does not have it, or cannot be asked.</exception>
    public Task<Stream> OpenBlobAsync(RegistryReference reference, Descriptor blob, CancellationToken cancellationToken) =>
        blobs.OpenAsync(reference, blob, cancellationToken);

    /// <summary>Asks whether a repository has a blob.</summary>
    /// <param name="repository">The repository; tag and digest do not matter.</param>
    /// <param name="digest">The blob.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False also where the registry does not answer such questions.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked, or refuses.</exception>
    public async Task<bool> HasBlobAsync(RegistryReference repository, string digest, CancellationToken cancellationToken) =>
        await lookup.FindAsync(repository, digest, RegistryRequest.Pull, cancellationToken) is not null;

    /// <summary>
    /// Brings a blob into a repository: it is not sent where it is there already, or can be mounted. What breaks off goes on from where
    /// the registry got; an upload whose last answer is lost is done when the registry has the blob. Memory does not grow with its size.
    /// </summary>
    /// <param name="repository">The repository; tag and digest do not matter.</param>
    /// <param name="source">The blob.</param>
    /// <param name="options">How; null is the usual way.</param>
    /// <param name="cancellationToken">Gives up; what was sent is left to the registry, which forgets it.</param>
    /// <returns>What came of it: the registry has the blob.</returns>
    /// <exception cref="RegistryException">The registry does not take it, or cannot be asked, or the source gave other bytes than it promised.</exception>
    public Task<BlobUpload> UploadBlobAsync(
        RegistryReference repository,
        BlobSource source,
        BlobUploadOptions? options,
        CancellationToken cancellationToken
    ) => uploader.UploadAsync(repository, source, options, cancellationToken);
}
