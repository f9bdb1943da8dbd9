using System.Collections.Concurrent;
using Images.Definitions;
using Images.Engines;
using Images.Planning;

namespace Images.Building;

/// <summary>The external bases of the one engine of a run.</summary>
/// <param name="bases">Finds, pulls or makes a base, once.</param>
/// <param name="family">Knows how bases are made.</param>
public sealed class EngineBaseDigests(IBaseImages bases, Family family) : IBaseDigests
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> digests = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<string?> DigestAsync(string reference, PlannedImage image, CancellationToken cancellationToken) =>
        digests.GetOrAdd(reference, _ => new(() => FindAsync(reference, cancellationToken))).Value;

    private async Task<string?> FindAsync(string reference, CancellationToken cancellationToken) =>
        (await bases.EnsureAsync(reference, family.Bases.GetValueOrDefault(reference), cancellationToken)).Contents;
}
