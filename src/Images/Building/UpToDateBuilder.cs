using System.Collections.Concurrent;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.Definitions;
using Images.Engines;
using Images.Planning;

namespace Images.Building;

/// <summary>
/// Leaves alone what need not be built: an image of an earlier run that has the fingerprint of today's inputs, and whose parents
/// were left alone too. It is neither sent nor solved.
/// </summary>
/// <param name="inner">Builds what is not up to date.</param>
/// <param name="family">The family.</param>
/// <param name="engines">What the engines have.</param>
/// <param name="bases">What the external bases are.</param>
/// <param name="reopener">Opens the steps of images of earlier runs; null where only the images themselves can be built from.</param>
/// <param name="memory">How images were joined to their parents.</param>
/// <param name="sizes">How big images are, where the engine's list does not tell.</param>
/// <param name="options">How images are built.</param>
/// <param name="time">The clock.</param>
public sealed class UpToDateBuilder(
    IImageBuilder inner,
    Family family,
    IReadOnlyList<KeptImages> engines,
    IBaseDigests bases,
    IStepsReopener? reopener,
    ChainMemory memory,
    SizeMemory sizes,
    ImageOptions options,
    TimeProvider time
) : IImageBuilder, IAsyncDisposable
{
    private KeptSearch<PublishedReuse>? publishedSearch;

    private readonly ConcurrentDictionary<string, string> fingerprints = new(StringComparer.Ordinal);
    private readonly KeptSearch<KeptImages> search = new(family, engines);
    private readonly KeptParents parents = new(reopener);
    private readonly ConcurrentBag<(KeptImages Engine, string Name)> killed = [];

    /// <summary>Gets or sets what stands for builds although no engine has it; null: nothing.</summary>
    public PublishedReuse? Published
    {
        get;
        init
        {
            field = value;
            publishedSearch = value is null ? null : new KeptSearch<PublishedReuse>(family, [value]);
        }
    }

    /// <inheritdoc/>
    public async Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var image = build.Image;
        var known = build;
        string? start = null;
        try
        {
            if (await InputsOfAsync(build, cancellationToken) is { } inputs)
            {
                var own = OwnInputs.Of(image, ContextOf(image), cancellationToken);
                var required = options.EpochOf(image);
                var found = await search.FindAsync(image.Rendered.Variant, own, inputs, required, cancellationToken);
                if (found is { Match: { } kept, Place: { } engine } && MayKeep(build))
                {
                    fingerprints[image.Id] = found.Fingerprint;
                    parents.Add(build, engine, kept);
                    foreach (var name in kept.Names.Where(LocalNames.IsAbandoned))
                    {
                        killed.Add((engine, name));
                    }

                    return await KeepAsync(image, engine, kept, time.GetElapsedTime(started), cancellationToken);
                }

                if (await FindPublishedAsync(build, own, inputs, required, cancellationToken) is { } published)
                {
                    return published with { Duration = time.GetElapsedTime(started) };
                }

                inputs = inputs with { Epoch = required?.Value };
                fingerprints[image.Id] = Fingerprint.Of(own, inputs);
                start = Fingerprint.Of(OwnInputs.OfStart(image, ContextOf(image), own, cancellationToken), inputs with { Commit = null });
                known = build with
                {
                    Fingerprint = fingerprints[image.Id],
                    Inputs = RecordedInputs.Of(own, inputs).ToJson(),
                    Epoch = required?.Value,
                    NoCache = required is not null && (required.IsOwn || !found.IsFresh),
                };
            }
        }
        catch (BuildContextException error)
        {
            var failure = FailureReport.From(image, error, []);
            return new BuiltImage(image, BuildOutcome.Failed, null, null, time.GetElapsedTime(started), failure, null);
        }

        ImageBuild ready;
        try
        {
            ready = await parents.ReadyAsync(known, start is not null && memory.MayKnow(image.Id, start), cancellationToken);
        }
        catch (EngineException error)
        {
            var failure = FailureReport.At(image, error.Message, null, []);
            return new BuiltImage(image, BuildOutcome.Failed, null, null, time.GetElapsedTime(started), failure, null);
        }

        if (start is not null)
        {
            memory.Add(image.Id, start, ready.Parents.Any(parent => parent.Steps is not null));
        }

        var built = await inner.BuildAsync(ready, progress, cancellationToken);
        sizes.Add(built.ImageId, built.Size);
        return built;
    }

    /// <summary>
    /// Takes away the names that kept images had for this run, and for runs that were killed, and writes the memory down.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        memory.Save();
        sizes.Save();
        await parents.DisposeAsync();
        foreach (var (engine, name) in killed)
        {
            await engine.ReleaseAsync(name);
        }
    }

    private static DirectoryContext ContextOf(PlannedImage image) => new(image.Rendered.Variant.Directory);

    private bool MayKeep(ImageBuild build) =>
        !options.Forces(build.Image)
        && build.Parents.All(parent =>
            parent.Built is { IsCompletedSuccessfully: true, Result.Outcome: BuildOutcome.UpToDate or BuildOutcome.Published }
        );

    private async Task<BuiltImage?> FindPublishedAsync(
        ImageBuild build,
        OwnInputs own,
        FingerprintInputs inputs,
        RequiredEpoch? required,
        CancellationToken cancellationToken
    )
    {
        if (Published is null || publishedSearch is null || !MayKeep(build))
        {
            return null;
        }

        var variant = build.Image.Rendered.Variant;
        var found = await publishedSearch.FindAsync(variant, own, inputs, required, cancellationToken);
        if (found.Match is not { } match)
        {
            return null;
        }

        fingerprints[build.Image.Id] = found.Fingerprint;
        var pin = PublishedReuse.PinOf(match);
        parents.Add(build, Published, pin);
        return new BuiltImage(build.Image, BuildOutcome.Published, null, null, TimeSpan.Zero, null, null)
        {
            LocalName = LocalNames.Building(variant),
            PublishedAs = pin,
        };
    }

    /// <summary>
    /// Gathers what an image is built from; null where that is not known, of a base that cannot be had or of a parent. Whoever
    /// builds the image says what is wrong with it, at its line.
    /// </summary>
    private async Task<FingerprintInputs?> InputsOfAsync(ImageBuild build, CancellationToken cancellationToken)
    {
        var ours = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parent in build.Parents)
        {
            if (!fingerprints.TryGetValue(parent.Planned.Id, out var fingerprint))
            {
                return null;
            }

            ours[parent.Reference] = fingerprint;
        }

        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reference in build.ExternalReferences)
        {
            try
            {
                digests[reference] = await bases.DigestAsync(reference, build.Image, cancellationToken) ?? string.Empty;
            }
            catch (EngineException)
            {
                return null;
            }
        }

        return new FingerprintInputs(ours, digests, null)
        {
            Attestations = options.AttestationsText,
            Commit = await options.CommitTextAsync(build.Image.Rendered, cancellationToken),
        };
    }

    private async Task<BuiltImage> KeepAsync(
        PlannedImage image,
        KeptImages engine,
        KeptImage kept,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        var size = kept.Size ?? await sizes.OfAsync(kept.Id, async () => (await engine.Store.FindAsync(kept.Id, cancellationToken))?.Size);
        return new BuiltImage(image, BuildOutcome.UpToDate, kept.Id, size, duration, null, null)
        {
            LocalName = LocalNames.Building(image.Rendered.Variant),
            KeptNames = [.. kept.Names.Where(name => !LocalNames.IsOfRun(name))],
            Engine = engine.Engine,
        };
    }
}
