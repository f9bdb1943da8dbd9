using Images.Building;
using Images.Engines;
using Images.Publishing.Attaching;
using Images.Publishing.Contents;
using Images.Publishing.Exporting;
using Images.Publishing.Guarding;
using Images.Publishing.Sending;
using Images.Registry;

namespace Images.Publishing;

/// <summary>Publishes images: all tags or none, registry by registry.</summary>
/// <param name="client">The registries.</param>
/// <param name="exportOf">Reads an image out of the engine that has it.</param>
/// <param name="files">What is kept on disk.</param>
/// <param name="options">How.</param>
/// <param name="begun">Reads tags, and was told to begin with some; null: nothing was begun.</param>
public sealed class Publisher(
    RegistryClient client,
    Func<BuiltImage, CancellationToken, Task<IImageExport>> exportOf,
    PublishFiles files,
    PublishOptions options,
    PublishedTags? begun = null
)
{
    private readonly PublishedTags tags = begun ?? new PublishedTags(client, files.Memory);
    private readonly KnownBlobs known = new(client, files.Memory);

    private NewerVariants Newer => new(tags);

    private TagGuard Guard => new(tags, Newer, options.AllowOverwrite);

    /// <summary>Asks the registries what they have, and decides what to do; nothing is written.</summary>
    /// <param name="publications">What goes where.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The plan; a registry that cannot be asked is named in it.</returns>
    public Task<PublishPlan> PlanAsync(Publications publications, CancellationToken cancellationToken) =>
        new PublishPlanner(tags, Guard, files.Memory).PlanAsync(publications, cancellationToken);

    /// <summary>
    /// Publishes. In each registry every image is there by its digest before the first tag is put, and every version tag is put before
    /// the first tag is moved; a registry that fails does not hold up the others.
    /// </summary>
    /// <param name="plan">What to do; without refusals.</param>
    /// <param name="notices">Told what is done.</param>
    /// <param name="cancellationToken">Gives up between two requests; what is done stays done, and is not done again by the next run.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="EngineException">An engine does not give an image.</exception>
    /// <exception cref="IOException">There is no room for the layers.</exception>
    public async Task<PublishResult> PublishAsync(PublishPlan plan, IProgress<string> notices, CancellationToken cancellationToken)
    {
        var sender = new ContentSender(client, known);
        var writer = new TagWriter(client, tags, Guard, Newer);
        var attacher = options.Attach is { } attach ? new ImageAttacher(client, sender, attach) : null;
        var releases = plan
            .Registries.Select(registry => new RegistryRelease(
                registry,
                tags,
                sender,
                writer,
                files.Memory,
                attacher is null ? null : attacher.AttachAsync
            ))
            .ToList();
        try
        {
            using var deliveries = new DeliveryRun(client, new ExportRun(exportOf, files, known, notices), options.Jobs);
            await deliveries.RunAsync(releases, cancellationToken);
        }
        finally
        {
            files.Memory.Save();
        }

        foreach (var isMoving in new[] { false, true })
        {
            await Task.WhenAll(releases.Select(release => release.PutTagsAsync(isMoving, cancellationToken)));
        }

        await Task.WhenAll(releases.Select(release => release.VerifyAsync(cancellationToken)));
        var result = new PublishResult([.. releases.Select(release => release.Result())], plan.Omitted);
        if (result.IsComplete)
        {
            files.Blobs.Delete();
        }

        return result;
    }
}
