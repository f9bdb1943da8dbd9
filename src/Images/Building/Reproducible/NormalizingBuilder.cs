using Docker.DotNet;
using Images.Engines;
using Images.Planning;

namespace Images.Building.Reproducible;

/// <summary>
/// Has images that are to be reproducible come out the same from every build of the same commit: what the inner builder made is
/// taken out of the engine, freed of all traces of when it was made, and put back in its place.
/// </summary>
/// <param name="inner">Builds the image.</param>
/// <param name="archives">The same engine's images as archives.</param>
/// <param name="store">The same engine's images.</param>
/// <param name="options">How images are built.</param>
/// <param name="time">The clock.</param>
public sealed class NormalizingBuilder(
    IImageBuilder inner,
    IImageArchives archives,
    IImageStore store,
    ImageOptions options,
    TimeProvider time
) : IImageBuilder
{
    /// <inheritdoc/>
    public async Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
    {
        var image = build.Image;
        if (!options.NormalizesHere(image.Rendered.Variant))
        {
            return await inner.BuildAsync(build, progress, cancellationToken);
        }

        if (await options.TimeOfAsync(image.Rendered, cancellationToken) is not { } latest)
        {
            progress.Report(
                new ImageNote(
                    image,
                    "not reproducible: no commit has its inputs, so nothing but SOURCE_DATE_EPOCH can say what time to give it"
                )
            );
            return await inner.BuildAsync(build, progress, cancellationToken);
        }

        // Only what is put back tells what it was built from: if the run is killed before, the next one does not take it for done.
        var built = await inner.BuildAsync(build with { Fingerprint = null }, progress, cancellationToken);
        return built.ImageId is null ? built : await NormalizeAsync(build, built, latest, cancellationToken);
    }

    private async Task<BuiltImage> NormalizeAsync(
        ImageBuild build,
        BuiltImage built,
        DateTimeOffset latest,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        string[] names = [built.LocalName!, .. built.MoreNames];
        var isReplaced = false;
        try
        {
            var stored = await ReplaceAsync(build, built.ImageId!, new ImageIdentity(names, LabelsOf(build), latest), cancellationToken);
            isReplaced = true;
            return built with { ImageId = stored.Id, Size = stored.Size, Duration = built.Duration + time.GetElapsedTime(started) };
        }
        catch (Exception error) when (error is EngineException or InvalidDataException or IOException)
        {
            var message = $"it was built, but cannot be made reproducible: {ContainerText.HarmlessLine(error.Message)}";
            var failure = FailureReport.At(build.Image, message, null, []);
            var duration = built.Duration + time.GetElapsedTime(started);
            return new BuiltImage(build.Image, BuildOutcome.Failed, null, null, duration, failure, built.LogPath);
        }
        finally
        {
            if (!isReplaced)
            {
                await ForgetAsync(names);
            }
        }
    }

    private async Task<StoredImage> ReplaceAsync(ImageBuild build, string id, ImageIdentity identity, CancellationToken cancellationToken)
    {
        using var folder = new ScratchFolder();
        await using var archive = await archives.SaveAsync([id], cancellationToken);
        var saved = await SavedImage.UnpackAsync(archive, folder.Path, cancellationToken);
        var inherited = await InheritedAsync(build, [.. saved.Layers.Select(layer => layer.DiffId)], cancellationToken);
        using var normal = await NormalizedImage.OfAsync(saved, inherited, identity, folder.Path, cancellationToken);
        foreach (var name in identity.Names)
        {
            // With its last name what was built goes; its steps stay in the build cache.
            if ((await store.FindAsync(name, cancellationToken))?.Id == id)
            {
                await store.UntagAsync(name, cancellationToken);
            }
        }

        var said = await archives.LoadAsync(normal, cancellationToken);
        return await store.FindAsync(identity.Names[0], cancellationToken)
            ?? throw new EngineException($"the engine does not have what it was given: {said}");
    }

    private static Dictionary<string, string> LabelsOf(ImageBuild build) =>
        build.Fingerprint is { } fingerprint
            ? new(StringComparer.Ordinal) { [ImageLabels.Fingerprint] = fingerprint }
            : new(StringComparer.Ordinal);

    /// <summary>Counts the layers that an image has from what it is built FROM.</summary>
    private async Task<int> InheritedAsync(ImageBuild build, IReadOnlyList<string> layers, CancellationToken cancellationToken)
    {
        var most = 0;
        var sources = (await build.ParentNamesAsync(cancellationToken)).Values.Concat(
            build.ExternalReferences.Where(reference => !build.BaseNames.ContainsKey(reference))
        );
        foreach (var source in sources)
        {
            var lower = await archives.LayersAsync(source, cancellationToken);
            if (lower.Count > most && lower.SequenceEqual(layers.Take(lower.Count), StringComparer.Ordinal))
            {
                most = lower.Count;
            }
        }

        return most;
    }

    /// <summary>Takes the names away from what is not what they promise, if the engine still answers.</summary>
    private async Task ForgetAsync(IEnumerable<string> names)
    {
        try
        {
            foreach (var name in names)
            {
                await store.UntagAsync(name, CancellationToken.None);
            }
        }
        catch (Exception error) when (error is DockerApiException or HttpRequestException or IOException)
        {
            // Why the image failed is what matters.
        }
    }
}
