using Images.Engines;
using Images.Publishing.Contents;
using Images.Publishing.Exporting;
using Images.Registry;
using Images.Registry.Errors;

namespace Images.Publishing.Sending;

/// <summary>
/// Sends every image to the registries that lack it, several at once, while others are still read out of the engine. An image that one
/// registry has goes from there to the others, so that it is the same everywhere, whatever compressed it.
/// </summary>
/// <param name="client">The registries.</param>
/// <param name="exports">Reads images out of engines.</param>
/// <param name="jobs">How many images are sent at once.</param>
internal sealed class DeliveryRun(RegistryClient client, ExportRun exports, int jobs) : IDisposable
{
    private readonly SemaphoreSlim places = new(jobs);

    /// <summary>Sends.</summary>
    /// <param name="releases">The registries; what is wrong with one is told to it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When every registry has every image, or does not take one.</returns>
    /// <exception cref="EngineException">An engine does not give an image.</exception>
    /// <exception cref="IOException">There is no room for the layers.</exception>
    public async Task RunAsync(IReadOnlyList<RegistryRelease> releases, CancellationToken cancellationToken)
    {
        var deliveries = ImageDelivery.Of(releases).ToLookup(delivery => releases.Any(release => release.Find(delivery.Image) is not null));
        var sending = deliveries[true].Select(delivery => InTurnAsync(() => CopyAsync(delivery, releases, cancellationToken))).ToList();
        try
        {
            await foreach (var (delivery, content) in exports.ReadAsync([.. deliveries[false]], cancellationToken))
            {
                sending.Add(InTurnAsync(() => SendAsync(delivery, content, cancellationToken)));
            }
        }
        finally
        {
            await Task.WhenAll(sending);
        }

        async Task InTurnAsync(Func<Task> action)
        {
            await places.WaitAsync(cancellationToken);
            try
            {
                await action();
            }
            finally
            {
                places.Release();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();

    private async Task CopyAsync(ImageDelivery delivery, IReadOnlyList<RegistryRelease> releases, CancellationToken cancellationToken)
    {
        var reference = releases.Select(release => release.Find(delivery.Image)).First(found => found is not null)!;
        try
        {
            await delivery.SendAsync(await new RegistryContent(client).ReadAsync(reference, cancellationToken), cancellationToken);
        }
        catch (RegistryException error)
        {
            delivery.Fail(error.Message);
        }
    }

    private async Task SendAsync(ImageDelivery delivery, ImageContent content, CancellationToken cancellationToken)
    {
        try
        {
            await delivery.SendAsync(content, cancellationToken);
        }
        catch (BlobGoneException)
        {
            // The registry mounts nothing, or has cleared up meanwhile.
            await delivery.SendAsync(await exports.ReadWholeAsync(delivery, cancellationToken), cancellationToken);
        }
    }
}
