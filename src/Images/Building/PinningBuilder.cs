using Images.Planning.Locking;

namespace Images.Building;

/// <summary>Has images built from the very bases that the lock settles, whatever their tags mean meanwhile.</summary>
/// <param name="inner">Builds the image.</param>
/// <param name="locked">The lock.</param>
public sealed class PinningBuilder(IImageBuilder inner, BaseLock locked) : IImageBuilder
{
    /// <inheritdoc/>
    public Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken) =>
        inner.BuildAsync(build with { Pins = locked.PinsOf(build.Image, build.ExternalReferences) }, progress, cancellationToken);
}
