using Images.Engines;

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
        var built = await inner.BuildAsync(build, progress, cancellationToken);
        if (built.ImageId is null || !options.NormalizesHere(image.Rendered.Variant))
        {
            return built;
        }

        var started = time.GetTimestamp();
        if (await options.TimeOfAsync(image.Rendered, cancellationToken) is not { } latest)
        {
            progress.Report(
                new ImageNote(
                    image,
                    "not reproducible: no commit has its inputs, so nothing but SOURCE_DATE_EPOCH can say what time to give it"
                )
            );
            return built;
        }

        try
        {
            var stored = await ReplaceAsync(build, built, latest, cancellationToken);
            return built with { ImageId = stored.Id, Size = stored.Size, Duration = built.Duration + time.GetElapsedTime(started) };
        }
        catch (Exception error) when (error is EngineException or InvalidDataException or IOException)
        {
            var failure = FailureReport.At(
                image,
                $"it was built, but cannot be made reproducible: {ContainerText.HarmlessLine(error.Message)}",
                null,
                []
            );
            return new BuiltImage(image, BuildOutcome.Failed, null, null, built.Duration, failure, built.LogPath);
        }
    }

    private async Task<StoredImage> ReplaceAsync(
        ImageBuild build,
        BuiltImage built,
        DateTimeOffset latest,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<string> names = [built.LocalName!, .. built.MoreNames];
        var folder = Directory.CreateTempSubdirectory("images-normalize-").FullName;
        try
        {
            await using var archive = await archives.SaveAsync(built.ImageId!, cancellationToken);
            var saved = await SavedImage.UnpackAsync(archive, folder, cancellationToken);
            var inherited = await InheritedAsync(build, saved.DiffIds, cancellationToken);
            using var normal = await NormalizedImage.OfAsync(saved, inherited, names, latest, folder, cancellationToken);
            var said = await archives.LoadAsync(normal, cancellationToken);
            var stored =
                await store.FindAsync(names[0], cancellationToken)
                ?? throw new EngineException($"the engine took it, but does not have it: {said}");
            if (stored.Id != built.ImageId)
            {
                // It has no name any more; its steps stay in the build cache.
                await store.UntagAsync(built.ImageId!, cancellationToken);
            }

            return stored;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Counts the layers that an image has from what it is built FROM.</summary>
    private async Task<int> InheritedAsync(ImageBuild build, IReadOnlyList<string> layers, CancellationToken cancellationToken)
    {
        var most = 0;
        var sources = (await build.ParentNamesAsync(cancellationToken)).Values.Concat(
            build.ExternalReferences.Where(reference => !build.Bases.ContainsKey(reference))
        );
        foreach (var source in sources)
        {
            var lower = await archives.LayersAsync(source, cancellationToken);
            if (lower.Count > most && lower.Count <= layers.Count && lower.SequenceEqual(layers.Take(lower.Count)))
            {
                most = lower.Count;
            }
        }

        return most;
    }
}
