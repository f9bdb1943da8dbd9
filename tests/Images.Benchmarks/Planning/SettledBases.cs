using Images.Planning;
using Images.Rendering;

namespace Images.Benchmarks.Planning;

/// <summary>External bases that are known, and no wishes.</summary>
internal sealed class SettledBases : IBaseDigests, IBuildWishes
{
    private static readonly string Digest = $"sha256:{new string('a', 64)}";

    /// <inheritdoc/>
    public string? AttestationsText => null;

    /// <inheritdoc/>
    public Task<string?> DigestAsync(string reference, PlannedImage image, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(Digest);

    /// <inheritdoc/>
    public bool Forces(PlannedImage image) => false;

    /// <inheritdoc/>
    public RequiredEpoch? EpochOf(PlannedImage image) => null;

    /// <inheritdoc/>
    public Task<string?> CommitTextAsync(RenderedImage image, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
