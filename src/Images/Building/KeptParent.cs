using Images.Planning;

namespace Images.Building;

/// <summary>An image of an earlier run that another one may be built from.</summary>
/// <param name="ancestorsAsync">Gives an image its parents as steps; null where they can't be had.</param>
/// <param name="reopener">Opens steps once more; null for none.</param>
/// <param name="build">The image as it would be built today.</param>
/// <param name="engine">Where it is.</param>
/// <param name="image">The image there.</param>
internal sealed class KeptParent(
    Func<ImageBuild, Task<ImageBuild?>> ancestorsAsync,
    IStepsReopener? reopener,
    ImageBuild build,
    KeptImages engine,
    KeptImage image
) : IKeptParent
{
    private readonly Lock gate = new();
    private Task<IStepsResult?>? steps;
    private Task<IStepsResult?>? definition;
    private Task? naming;

    private string Name => LocalNames.Building(build.Image.Rendered.Variant);

    /// <inheritdoc/>
    /// <remarks>Steps are opened, and this very image must come of them.</remarks>
    public async Task<ParentImage> ReadyAsync(ParentImage parent, bool onSteps) => parent with { Steps = await StepsAsync(onSteps) };

    private async Task<IStepsResult?> StepsAsync(bool onSteps)
    {
        if (!onSteps)
        {
            await NameAsync();
            return null;
        }

        Task<IStepsResult?> opening;
        lock (gate)
        {
            opening = steps ??= OpenAsync();
        }

        return await opening;
    }

    /// <inheritdoc/>
    public Task<IStepsResult?> DefinitionAsync()
    {
        lock (gate)
        {
            return definition ??= DefineAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var opening in new[] { steps, definition }.OfType<Task<IStepsResult?>>())
        {
            await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (opening.IsCompletedSuccessfully && await opening is { } open)
            {
                await open.DisposeAsync();
            }
        }

        if (steps is not null || naming is not null)
        {
            await engine.ReleaseAsync(Name);
        }
    }

    private async Task<IStepsResult?> OpenAsync()
    {
        var opened =
            reopener is not null && await AsItWasAsync() is { } was ? await reopener.ReopenAsync(was, image, CancellationToken.None) : null;
        if (opened is null)
        {
            await NameAsync();
        }

        return opened;
    }

    // Whatever becomes of its other names.
    private Task NameAsync()
    {
        lock (gate)
        {
            return naming ??= engine.Store.TagAsync(image.Id, Name, CancellationToken.None);
        }
    }

    private async Task<IStepsResult?> DefineAsync() =>
        reopener is not null && await AsItWasAsync() is { } was ? await reopener.DefineAsync(was, image, CancellationToken.None) : null;

    private async Task<ImageBuild?> AsItWasAsync() =>
        await ancestorsAsync(build) is { } ready
            ? ready with
            {
                Fingerprint = image.Fingerprint,
                Inputs = image.Labels.GetValueOrDefault(ImageLabels.Inputs),
                Epoch = image.Epoch,
            }
            : null;
}
