using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.Manifests;
using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Registry.Referrers;

/// <summary>Pushes manifests that are about another (OCI distribution specification, "Pushing Manifests with Subject").</summary>
internal sealed class ReferrerWriter(
    ManifestReader manifests,
    ManifestWriter writer,
    ReferrerList list,
    RegistryOptions options,
    TimeProvider time
) : IDisposable
{
    // Who writes at the same time in this process waits; others are found by reading again.
    private readonly SemaphoreSlim turn = new(1);

    /// <exception cref="RegistryException">The manifest is about nothing, it is not taken, or the registry cannot be asked.</exception>
    public async Task<Descriptor> AddAsync(
        RegistryReference repository,
        string mediaType,
        ReadOnlyMemory<byte> bytes,
        CancellationToken cancellationToken
    )
    {
        var place = repository.WithDigest(ContentDigest.Of(bytes.Span));
        var (referrer, subject) = ContentErrors.Read(place, () => ReferrerIndex.Describe(mediaType, bytes));
        if (subject is null)
        {
            throw new RegistryException(RegistryProblem.Malformed, $"{place}: the manifest has no 'subject'; name what it is about");
        }

        var (_, isLinked) = await writer.PutAsync(place, mediaType, bytes, guard: null, cancellationToken);
        // Some registries say that they have read the subject, and keep no list.
        if (isLinked == false || !await list.IsKeptAsync(repository.WithDigest(subject), cancellationToken))
        {
            await turn.WaitAsync(cancellationToken);
            try
            {
                await TagAsync(repository.WithDigest(subject), referrer, cancellationToken);
            }
            finally
            {
                turn.Release();
            }
        }

        return referrer;
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task TagAsync(RegistryReference subject, Descriptor referrer, CancellationToken cancellationToken)
    {
        var tag = subject.WithTag(ReferrerIndex.TagOf(subject.Digest!));
        for (var attempt = 0; ; attempt++)
        {
            if (attempt > 1)
            {
                await Task.Delay(RetryTable.WaitAfter(attempt), time, cancellationToken);
            }

            // Read again after it was written: somebody else may have written what was read before.
            var index = await ReferrerList.FetchAsync(manifests, subject, RegistryRequest.Push, cancellationToken);
            if (ContentErrors.Read(tag, () => ReferrerIndex.With(index?.Bytes, referrer)) is not { } changed)
            {
                return;
            }

            if (attempt > options.Retries)
            {
                break;
            }

            await writer.PutAsync(tag, MediaTypes.OciIndex, changed, guard: null, cancellationToken);
        }

        throw new RegistryException(
            RegistryProblem.Failed,
            $"{tag}: others keep writing the list of what is about {subject.Digest}; {referrer.Digest} is pushed and not in it: try again"
        );
    }
}
