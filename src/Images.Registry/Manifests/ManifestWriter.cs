using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Requests;
using Images.Registry.Transport;

namespace Images.Registry.Manifests;

/// <summary>Puts manifests into repositories. Whether one got there is asked, where the answer does not say it.</summary>
internal sealed class ManifestWriter(RegistrySender sender, ManifestReader reader, RegistryOptions options, TimeProvider time)
{
    /// <summary>Puts a manifest.</summary>
    /// <returns>What it is, and whether the registry keeps a list of what is about its subject; null: the answer was lost.</returns>
    /// <exception cref="RegistryException">It is not taken, or the registry cannot be asked.</exception>
    public async Task<(Descriptor Descriptor, bool? IsLinked)> PutAsync(
        RegistryReference reference,
        string mediaType,
        ReadOnlyMemory<byte> bytes,
        Func<CancellationToken, Task>? guard,
        CancellationToken cancellationToken
    )
    {
        var manifest = Check(reference, mediaType, bytes);
        for (var failures = 1; ; failures++)
        {
            try
            {
                if (guard is not null)
                {
                    await guard(cancellationToken);
                }

                return (manifest, await PutOnceAsync(reference, manifest, bytes, cancellationToken));
            }
            catch (RegistryException error) when (error.Status is not null || error.Problem == RegistryProblem.Unreachable)
            {
                var mayGoOn = failures <= RetriesAfter(error) && !(error.RetryAfter > options.LongestWait);
                if (mayGoOn)
                {
                    await Task.Delay(error.RetryAfter ?? RetryTable.WaitAfter(failures), time, cancellationToken);
                }

                if (MayBeThere(error) && await IsThereAsync(reference, manifest, cancellationToken))
                {
                    return (manifest, null);
                }

                if (!mayGoOn)
                {
                    throw;
                }
            }
        }
    }

    private async Task<bool> PutOnceAsync(
        RegistryReference reference,
        Descriptor manifest,
        ReadOnlyMemory<byte> bytes,
        CancellationToken cancellationToken
    )
    {
        var request = new RegistryRequest(reference, HttpMethod.Put, $"manifests/{reference.Identifier}")
        {
            Actions = RegistryRequest.Push,
            Content = _ =>
            {
                var content = new ReadOnlyMemoryContent(bytes);
                content.Headers.TryAddWithoutValidation("Content-Type", manifest.MediaType);
                return content;
            },
        };
        var (taken, subject) = await sender.SendOnceAsync(
            request,
            (response, _) => Task.FromResult((AnswerHeaders.DigestOf(response), AnswerHeaders.TextOf(response, "OCI-Subject"))),
            cancellationToken
        );
        // A registry that names another digest is believed only where it has ours.
        return taken is null || taken == manifest.Digest || await IsThereAsync(reference, manifest, cancellationToken)
            ? subject is not null
            : throw new RegistryException(
                RegistryProblem.BadDigest,
                $"{reference}: {reference.Registry} took {manifest.Digest} as {taken}; try again, and distrust what lies between if it stays"
            );
    }

    private async Task<bool> IsThereAsync(RegistryReference reference, Descriptor manifest, CancellationToken cancellationToken) =>
        (await reader.FindAsync(reference, RegistryRequest.Push, cancellationToken))?.Digest == manifest.Digest;

    private static Descriptor Check(RegistryReference reference, string mediaType, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > ManifestReader.Longest)
        {
            throw new RegistryException(
                RegistryProblem.TooLarge,
                $"{reference}: the manifest has {bytes.Length / 1024} KiB, and registries take {ManifestReader.Longest / 1024} KiB; use fewer layers, platforms or annotations"
            );
        }

        var digest = reference.Digest ?? ContentDigest.Of(bytes.Span);
        return ContentDigest.Matches(digest, bytes.Span)
            ? new Descriptor(mediaType, digest, bytes.Length)
            : throw new RegistryException(
                RegistryProblem.BadDigest,
                $"{reference}: the manifest to be pushed has the digest {ContentDigest.Of(bytes.Span)}; push it under that"
            );
    }

    // What was pushed a moment ago may not be known everywhere yet.
    private int RetriesAfter(RegistryException error) =>
        error.IsTransient ? options.Retries
        : error.Problem == RegistryProblem.Incomplete ? Math.Min(1, options.Retries)
        : 0;

    private static bool MayBeThere(RegistryException error) => error.IsTransient || error.Problem == RegistryProblem.NotFound;
}
