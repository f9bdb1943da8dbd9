using System.Text;
using Images.BuildKit;
using Images.BuildKit.Builds;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.BuildKit.Sessions;

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
) : IImageBuilder
{
    /// <inheritdoc/>
    public async Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
    {
        var image = build.Image;
        var started = time.GetTimestamp();
        var variant = image.Rendered.Variant;
        var name = LocalNames.Building(variant);
        var steps = new StepEvents(image, progress, options.Secrets.Mask);
        var log = ImageOptions.LogFile(variant);
        try
        {
            var canChain = (await client.GetFeaturesAsync(cancellationToken)).HasNamedContexts;
            var inputs = canChain ? InputsOf(build) : [];
            var bindings = await build.ParentNamesAsync(inputs.ContainsKey, cancellationToken);
            var revision = await options.Revisions.OfAsync(image.Rendered, cancellationToken);
            var request = new BuildRequest
            {
                Dockerfile = Encoding.UTF8.GetBytes(ParentBinding.Bind(image.Rendered.Dockerfile, bindings)),
                Context = new DirectoryContext(variant.Directory),
                Args = variant.Args.ToDictionary(arg => arg.Key, arg => arg.Value.Value, StringComparer.Ordinal),
                Labels = BuildLabels.For(build, revision),
                NamedContexts = inputs,
                Output = new ImageOutput(name),
                NoCache = options.NoCache,
                Pull = options.Pull,
                SourceDateEpoch = revision?.Created,
                Credentials = credentials,
                Secrets = options.Secrets.SourceFor(variant),
                SshAgents = options.Secrets.AgentsFor(variant),
                CacheFrom = [.. options.CacheFrom.Select(cache => cache.For(variant))],
                Attestations = options.Attestations,
                CacheTo = [.. options.CacheTo.Select(cache => cache.For(variant))],
                // The run keeps logs and reports of its own; the engine's record would double the time of a cached build.
                RecordHistory = false,
            };
            await (
                canChain && build.HasChildren
                    ? BuildForChildrenAsync(build, request, steps, cancellationToken)
                    : client.BuildAsync(request, steps, cancellationToken)
            );
            var stored =
                await store.FindAsync(name, cancellationToken)
                ?? throw new BuildKitException(
                    GrpcStatusCode.NotFound,
                    $"the engine built {name} but does not have it: is it short of disk?"
                );
            var outcome = steps.AllCached ? BuildOutcome.UpToDate : BuildOutcome.Built;
            return new BuiltImage(image, outcome, stored.Id, stored.Size, time.GetElapsedTime(started), null, log) { LocalName = name };
        }
        catch (BuildKitException error) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = FailureReport.From(image, error, steps.FailureTail, options.Secrets.Mask);
            return new BuiltImage(image, BuildOutcome.Failed, null, null, time.GetElapsedTime(started), failure, log);
        }
    }

    private static Dictionary<string, NamedContext> InputsOf(ImageBuild build)
    {
        var inputs = new Dictionary<string, NamedContext>(StringComparer.Ordinal);
        foreach (var parent in build.Parents)
        {
            if (parent.Steps is OpenSteps open)
            {
                inputs[parent.Reference] = new InputContext(open.Build.Input);
            }
        }

        return inputs;
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

    private sealed record OpenSteps(OpenBuild Build) : IStepsResult
    {
        public ValueTask DisposeAsync() => Build.DisposeAsync();
    }
}
