using System.Collections.Concurrent;
using Images.Planning;

namespace Images.Building;

/// <summary>Makes images of earlier runs ready to be built from.</summary>
/// <param name="reopener">Opens their steps once more; null where only the images themselves can be used.</param>
internal sealed class KeptParents(IStepsReopener? reopener) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, IKeptParent> parents = new(StringComparer.Ordinal);

    /// <summary>Notes that an image is kept.</summary>
    /// <param name="build">The image as it would be built.</param>
    /// <param name="engine">Where it is.</param>
    /// <param name="image">The image there.</param>
    public void Add(ImageBuild build, KeptImages engine, KeptImage image) =>
        parents.TryAdd(build.Image.Id, new KeptParent(AncestorsAsync, reopener, build, engine, image));

    /// <summary>Notes that an image is published, and need not be here unless another one is built from it.</summary>
    /// <param name="build">The image as it would be built.</param>
    /// <param name="reuse">Knows how to pull it.</param>
    /// <param name="pin">Repository and digest under which it is published.</param>
    public void Add(ImageBuild build, PublishedReuse reuse, string pin)
    {
        var name = LocalNames.Building(build.Image.Rendered.Variant);
        parents.TryAdd(build.Image.Id, new PublishedParent(reuse, build.Image.Id, name, pin));
    }

    /// <summary>Gives an image parents that it can be built from: the very images that are kept.</summary>
    /// <param name="build">The image.</param>
    /// <param name="onSteps">Whether on their steps, where that can be; else on their images.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image with its parents.</returns>
    /// <exception cref="Engines.EngineException">A published parent cannot be pulled.</exception>
    public async Task<ImageBuild> ReadyAsync(ImageBuild build, bool onSteps, CancellationToken cancellationToken)
    {
        var ready = new List<ParentImage>();
        foreach (var parent in build.Parents)
        {
            var kept = parents.GetValueOrDefault(parent.Planned.Id);
            ready.Add(kept is null ? parent : await kept.ReadyAsync(parent, onSteps).WaitAsync(cancellationToken));
        }

        return build with
        {
            Parents = ready,
        };
    }

    /// <summary>Closes what was opened, and takes away the names that the images had for the run.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(parents.Values.Select(parent => parent.DisposeAsync().AsTask()));
    }

    /// <summary>Gives a kept image its own parents as steps that need not be run by themselves; null where one has none.</summary>
    private async Task<ImageBuild?> AncestorsAsync(ImageBuild build)
    {
        var defined = new List<ParentImage>();
        foreach (var parent in build.Parents)
        {
            var kept = parents.GetValueOrDefault(parent.Planned.Id);
            var steps = kept is null ? parent.Steps : await kept.DefinitionAsync();
            if (steps is null)
            {
                return null;
            }

            defined.Add(parent with { Steps = steps });
        }

        return build with
        {
            Parents = defined,
        };
    }
}
