using Images.Definitions.Syntax;
using Images.Planning;
using Images.Planning.Locking;

namespace Images.Building;

/// <summary>What the external bases are by the lock, or by the digest that their references bear; the others are asked for.</summary>
/// <param name="locked">The lock.</param>
/// <param name="others">Tells the others.</param>
public sealed class LockedBaseDigests(BaseLock locked, IBaseDigests others) : IBaseDigests
{
    /// <inheritdoc/>
    public Task<string?> DigestAsync(string reference, PlannedImage image, CancellationToken cancellationToken) =>
        ImageReference.TryParse(locked.Pin(reference, image.Rendered.Variant.Platforms) ?? reference) is { Digest: { } digest }
            ? Task.FromResult<string?>(digest)
            : others.DigestAsync(reference, image, cancellationToken);
}
