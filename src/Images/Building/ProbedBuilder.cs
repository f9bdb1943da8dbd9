using Images.BuildKit;
using Images.BuildKit.Errors;
using Images.Planning;

namespace Images.Building;

/// <summary>Builds with the engine's BuildKit where it has one, else with its classic endpoint. It is asked when something is to be built.</summary>
/// <param name="client">Knows whether there is a BuildKit.</param>
/// <param name="buildKit">Builds with it.</param>
/// <param name="classic">Makes what builds without it.</param>
public sealed class ProbedBuilder(
    BuildKitClient client,
    BuildKitImageBuilder buildKit,
    Func<CancellationToken, Task<ClassicImageBuilder>> classic
) : IImageBuilder, IStepsReopener
{
    private readonly Lock gate = new();
    private Task<IImageBuilder>? chosen;

    /// <inheritdoc/>
    public async Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken) =>
        await (await ChosenAsync(cancellationToken)).BuildAsync(build, progress, cancellationToken);

    /// <inheritdoc/>
    public async Task<IStepsResult?> ReopenAsync(ImageBuild build, KeptImage kept, CancellationToken cancellationToken) =>
        await ChosenAsync(cancellationToken) is IStepsReopener reopener ? await reopener.ReopenAsync(build, kept, cancellationToken) : null;

    /// <inheritdoc/>
    public async Task<IStepsResult?> DefineAsync(ImageBuild build, KeptImage kept, CancellationToken cancellationToken) =>
        await ChosenAsync(cancellationToken) is IStepsReopener reopener ? await reopener.DefineAsync(build, kept, cancellationToken) : null;

    private Task<IImageBuilder> ChosenAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            chosen ??= ChooseAsync();
        }

        return chosen.WaitAsync(cancellationToken);
    }

    private async Task<IImageBuilder> ChooseAsync()
    {
        try
        {
            await client.GetFeaturesAsync(CancellationToken.None);
            return buildKit;
        }
        catch (BuildKitUnavailableException)
        {
            return await classic(CancellationToken.None);
        }
    }
}
