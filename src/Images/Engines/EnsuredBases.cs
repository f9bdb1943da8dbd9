using System.Collections.Concurrent;
using Images.Definitions;

namespace Images.Engines;

/// <summary>Gets each external base once, however many images want it at the same time.</summary>
/// <param name="bases">Gets a base.</param>
public sealed class EnsuredBases(IBaseImages bases) : IBaseImages
{
    private readonly ConcurrentDictionary<string, Lazy<Task<BaseImage>>> ensured = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<BaseImage> EnsureAsync(string reference, BootstrapRecipe? recipe, CancellationToken cancellationToken) =>
        ensured.GetOrAdd(reference, _ => new(() => bases.EnsureAsync(reference, recipe, cancellationToken))).Value;
}
