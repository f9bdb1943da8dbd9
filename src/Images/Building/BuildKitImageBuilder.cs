using Images.BuildKit;
using Images.BuildKit.Builds;
using Images.BuildKit.Errors;
using Images.Planning;
using Images.Registry.Logins;

namespace Images.Building;

/// <summary>Builds images with the BuildKit inside the engine.</summary>
/// <param name="client">The connection, shared by all builds.</param>
/// <param name="store">The same engine's images.</param>
/// <param name="credentials">Logins for registries, or null for none.</param>
/// <param name="options">How to build.</param>
/// <param name="time">The clock.</param>
public sealed class BuildKitImageBuilder(
    BuildKitClient client,
    IImageStore store,
    IRegistryCredentials? credentials,
    ImageOptions options,
    TimeProvider time
) : IImageBuilder, IStepsReopener
{
    private readonly BuildRequests requests = new(options, credentials);

    /// <inheritdoc/>
    public async Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
    {
        var image = build.Image;
        var started = time.GetTimestamp();
        var own = LocalNames.Of(build);
        var steps = new StepEvents(image, progress, options.Secrets.Mask);
        var log = ImageOptions.LogFile(image.Rendered.Variant);
        try
        {
            var engine = await client.GetFeaturesAsync(cancellationToken);
            var inputs = OpenSteps.Of(build);
            var names = await build.ParentNamesAsync(inputs.ContainsKey, cancellationToken);
            var revision = await options.Revisions.OfAsync(image.Rendered, cancellationToken);
            var request = requests.Of(build, inputs, names, revision, engine);
            // Steps that must not come out of the cache would be run again for each child that starts after the export.
            await (
                engine.HasNamedContexts && build.HasChildren && !build.NoCache && !options.NormalizesHere(image.Rendered.Variant)
                    ? BuildForChildrenAsync(build, request, steps, cancellationToken)
                    : client.BuildAsync(request, steps, cancellationToken)
            );
            var stored =
                await store.FindAsync(own[0], cancellationToken)
                ?? throw new BuildKitException(
                    GrpcStatusCode.NotFound,
                    $"the engine built {own[0]} but does not have it: is it short of disk?"
                );
            var outcome = steps.AllCached ? BuildOutcome.UpToDate : BuildOutcome.Built;
            return new BuiltImage(image, outcome, stored.Id, stored.Size, time.GetElapsedTime(started), null, log)
            {
                LocalName = own[0],
                MoreNames = [.. own.Skip(1)],
            };
        }
        catch (BuildKitException error) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = FailureReport.From(image, error, steps.FailureTail, options.Secrets.Mask);
            return new BuiltImage(image, BuildOutcome.Failed, null, null, time.GetElapsedTime(started), failure, log);
        }
    }

    /// <inheritdoc/>
    public async Task<IStepsResult?> ReopenAsync(ImageBuild build, KeptImage kept, CancellationToken cancellationToken)
    {
        using var guard = new CachedStepsOnly(time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, guard.Stopped);
        OpenBuild? open = null;
        try
        {
            if (await RequestOfAsync(build, kept, stop.Token) is not { } request)
            {
                return null;
            }

            open = await client.OpenAsync(request, guard, stop.Token);
            var result = await open.ExportAsync(stop.Token);
            if (guard.HasRun || result.ImageId != kept.Id)
            {
                return null;
            }

            var steps = new OpenSteps(open);
            open = null;
            return steps;
        }
        catch (Exception error) when (error is BuildKitException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
        finally
        {
            await (open?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <inheritdoc/>
    public async Task<IStepsResult?> DefineAsync(ImageBuild build, KeptImage kept, CancellationToken cancellationToken)
    {
        try
        {
            var request = await RequestOfAsync(build, kept, cancellationToken);
            return request is null ? null : new OpenSteps(await client.DefineAsync(request, progress: null, cancellationToken));
        }
        catch (BuildKitException)
        {
            return null;
        }
    }

    /// <summary>The request that a kept image was made by; null where the engine cannot chain.</summary>
    private async Task<BuildRequest?> RequestOfAsync(ImageBuild build, KeptImage kept, CancellationToken cancellationToken)
    {
        var engine = await client.GetFeaturesAsync(cancellationToken);
        var revision = BuildLabels.RevisionIn(kept.Labels);
        if (!engine.HasNamedContexts || options.NormalizesHere(build.Image.Rendered.Variant))
        {
            return null;
        }

        var request = requests.Of(build, OpenSteps.Of(build), build.BaseNames, revision, engine);
        return request with
        {
            // It has its other names already. What its manifest bears is part of its id in the containerd store.
            Output = new ImageOutput(LocalNames.Building(build.Image.Rendered.Variant))
            {
                Attributes = ((ImageOutput)request.Output).Attributes,
            },
            NoCache = false,
            CacheTo = [],
        };
    }

    private async Task<BuildResult> BuildForChildrenAsync(
        ImageBuild build,
        BuildRequest request,
        StepEvents steps,
        CancellationToken cancellationToken
    )
    {
        var open = await client.OpenAsync(request, steps, cancellationToken);
#pragma warning disable CA2000 // Dispose objects before losing scope: the graph does when the last child is done
        build.StepsDone(new OpenSteps(open));
#pragma warning restore CA2000
        return await open.ExportAsync(cancellationToken);
    }
}
