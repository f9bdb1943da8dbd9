using Images.Planning;
using Images.Rendering;

namespace Images.Building.Resources;

/// <summary>Starts a build only when its engine has memory and disk for it.</summary>
/// <param name="inner">Builds the image.</param>
/// <param name="gate">Knows what is left.</param>
/// <param name="store">The engine's images, for the size that an image had last.</param>
/// <param name="references">The references that images of the family have once they are tested.</param>
public sealed class BoundedBuilder(IImageBuilder inner, ResourceGate gate, IImageStore store, ImageReferences references) : IImageBuilder
{
    /// <inheritdoc/>
    public async Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
    {
        var image = build.Image;
        var needs = ResourceNeeds.Of(await LastSizeAsync(image, cancellationToken), ParentSize(build));
        using var grant = await gate.EnterAsync(needs, text => progress.Report(new ImageNote(image, text)), cancellationToken);
        return grant.Refusal is { } refusal
            ? new BuiltImage(image, BuildOutcome.Failed, null, null, TimeSpan.Zero, FailureReport.At(image, refusal, null, []), null)
            : await inner.BuildAsync(build, progress, cancellationToken);
    }

    // Where there is plenty of disk the question is not worth a call.
    private async Task<long?> LastSizeAsync(PlannedImage image, CancellationToken cancellationToken) =>
        await gate.IsShortOfDiskAsync(cancellationToken)
            ? (await store.FindAsync(references.Of(image.Rendered.Variant), cancellationToken))?.Size
            : null;

    // The largest is what it is built FROM; of the others it takes parts. One that is still being exported has no size yet.
    private static long? ParentSize(ImageBuild build) =>
        build.Parents.Where(parent => parent.Built.IsCompletedSuccessfully).Max(parent => parent.Built.Result.Size);
}
