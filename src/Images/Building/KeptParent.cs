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
) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private Task<IStepsResult?>? steps;
    private Task<IStepsResult?>? definition;

    private string Name => LocalNames.Building(build.Image.Rendered.Variant);

    /// <summary>Opens its steps and makes sure that this very image comes of them; the image has its local name afterwards.</summary>
    /// <returns>The steps; null where only the image can be built from.</returns>
    public Task<IStepsResult?> StepsAsync()
    {
        lock (gate)
        {
            return steps ??= OpenAsync();
        }
    }

    /// <summary>Opens its steps for one that is built on them; whether the right image comes of them shows there.</summary>
    /// <returns>The steps; null where they can't be had.</returns>
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

        if (steps is not null)
        {
            await engine.Store.UntagAsync(Name, CancellationToken.None);
        }
    }

    private async Task<IStepsResult?> OpenAsync()
    {
        var opened =
            reopener is not null && await AsItWasAsync() is { } was ? await reopener.ReopenAsync(was, image, CancellationToken.None) : null;
        if (opened is null)
        {
            // Whatever becomes of its other names.
            await engine.Store.TagAsync(image.Id, Name, CancellationToken.None);
        }

        return opened;
    }

    private async Task<IStepsResult?> DefineAsync() =>
        reopener is not null && await AsItWasAsync() is { } was ? await reopener.DefineAsync(was, image, CancellationToken.None) : null;

    private async Task<ImageBuild?> AsItWasAsync() =>
        await ancestorsAsync(build) is { } ready
            ? ready with
            {
                Fingerprint = image.Labels.GetValueOrDefault(BuildLabels.Fingerprint),
                Epoch = image.Labels.GetValueOrDefault(BuildLabels.Epoch),
            }
            : null;
}
