using System.Collections.Concurrent;

namespace Images.Building;

/// <summary>Makes images of earlier runs ready to be built from.</summary>
/// <param name="reopener">Opens their steps once more; null where only the images themselves can be used.</param>
internal sealed class KeptParents(IStepsReopener? reopener) : IAsyncDisposable
{
    private readonly IStepsReopener? reopener = reopener;
    private readonly ConcurrentDictionary<string, Parent> parents = new(StringComparer.Ordinal);

    /// <summary>Notes that an image is kept.</summary>
    /// <param name="build">The image as it would be built.</param>
    /// <param name="engine">Where it is.</param>
    /// <param name="image">The image there.</param>
    public void Add(ImageBuild build, KeptImages engine, KeptImage image) =>
        parents.TryAdd(build.Image.Id, new Parent(this, build, engine, image));

    /// <summary>Gives an image parents that it can be built from: the very images that are kept.</summary>
    /// <param name="build">The image.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image with its parents.</returns>
    public async Task<ImageBuild> ReadyAsync(ImageBuild build, CancellationToken cancellationToken)
    {
        var ready = new List<ParentImage>();
        foreach (var parent in build.Parents)
        {
            ready.Add(
                parents.TryGetValue(parent.Planned.Id, out var kept)
                    ? parent with
                    {
                        Steps = await kept.StepsAsync().WaitAsync(cancellationToken),
                    }
                    : parent
            );
        }

        return build with
        {
            Parents = ready,
        };
    }

    /// <summary>Closes what was opened, and takes away the names that the images had for the run.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var parent in parents.Values)
        {
            await parent.DisposeAsync();
        }
    }

    private sealed class Parent(KeptParents all, ImageBuild build, KeptImages engine, KeptImage image) : IAsyncDisposable
    {
        private readonly Lock gate = new();
        private Task<IStepsResult?>? steps;

        public Task<IStepsResult?> StepsAsync()
        {
            lock (gate)
            {
                return steps ??= OpenAsync();
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (steps is null)
            {
                return;
            }

            await ((Task)steps).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (steps.IsCompletedSuccessfully && await steps is { } open)
            {
                await open.DisposeAsync();
            }

            await engine.Store.UntagAsync(Name, CancellationToken.None);
        }

        private string Name => LocalNames.Building(build.Image.Rendered.Variant);

        private async Task<IStepsResult?> OpenAsync()
        {
            var opened = all.reopener is { } reopener
                ? await reopener.ReopenAsync(await all.ReadyAsync(AsItWas(), CancellationToken.None), image, CancellationToken.None)
                : null;
            // Whatever becomes of its other names, and whatever the engine made of the steps.
            await engine.Store.TagAsync(image.Id, Name, CancellationToken.None);
            return opened;
        }

        private ImageBuild AsItWas() =>
            build with
            {
                Fingerprint = image.Labels.GetValueOrDefault(BuildLabels.Fingerprint),
                Epoch = image.Labels.GetValueOrDefault(BuildLabels.Epoch),
            };
    }
}
