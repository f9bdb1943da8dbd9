using System.Collections.Immutable;
using System.Globalization;
using Images.Building.Revisions;
using Images.BuildKit.Builds;
using Images.BuildKit.Contexts;
using Images.Definitions;
using Images.Planning;
using Images.Rendering;

namespace Images.Building;

/// <summary>How each image is built.</summary>
/// <param name="Revisions">The commits that the images are built from.</param>
/// <param name="Epoch">Runs every step of some images anew, and marks them with this; null uses what the engine has.</param>
/// <param name="Pull">Asks registries for newer external bases.</param>
public sealed record ImageOptions(SourceRevisions Revisions, string? Epoch, bool Pull) : IBuildWishes
{
    /// <summary>Gets the images that <see cref="Epoch"/> is about; null: all.</summary>
    public IReadOnlySet<string>? Anew { get; init; }

    /// <summary>Gets the images that are built although they are up to date, by their variants' ids.</summary>
    public IReadOnlySet<string> Forced { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Gets the time by which images are due to be refreshed.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>Gets the secrets that steps may mount.</summary>
    public FamilySecrets Secrets { get; init; } = FamilySecrets.None;

    /// <summary>Gets the build caches to read besides the engine's own; placeholders are replaced for each image.</summary>
    public IReadOnlyList<CacheSpec> CacheFrom { get; init; } = [];

    /// <summary>Gets the build caches to write; placeholders are replaced for each image.</summary>
    public IReadOnlyList<CacheSpec> CacheTo { get; init; } = [];

    /// <summary>Gets what the engine attests of each image; null: nothing.</summary>
    public Attestations? Attestations { get; init; }

    /// <inheritdoc/>
    public string? AttestationsText =>
        Attestations is { } wanted ? $"provenance {wanted.Provenance?.ToString() ?? "none"}, sbom {wanted.SbomGenerator ?? "none"}" : null;

    /// <summary>Gets the time that SOURCE_DATE_EPOCH gives; null: that of the commit.</summary>
    public DateTimeOffset? SourceDateEpoch { get; init; }

    /// <summary>The latest time that anything in an image may have.</summary>
    /// <param name="image">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What SOURCE_DATE_EPOCH says, else the time of the last commit that touched its inputs; null when there is neither.</returns>
    public async Task<DateTimeOffset?> TimeOfAsync(RenderedImage image, CancellationToken cancellationToken) =>
        SourceDateEpoch ?? TimeOf(await Revisions.OfAsync(image, cancellationToken));

    /// <inheritdoc/>
    public bool Forces(PlannedImage image) => Forced.Contains(image.Id);

    /// <inheritdoc/>
    public RequiredEpoch? EpochOf(PlannedImage image) =>
        Epoch is not null && Anew?.Contains(image.Id) != false ? new RequiredEpoch(Epoch, IsOwn: true)
        : image.Rendered.Variant.Refresh is { } every ? RequiredEpoch.Refresh(every, Now)
        : null;

    /// <inheritdoc/>
    public async Task<string?> CommitTextAsync(RenderedImage image, CancellationToken cancellationToken)
    {
        if (!image.Variant.Reproducible)
        {
            return null;
        }

        var revision = await Revisions.OfAsync(image, cancellationToken);
        return TimeOf(revision) is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"{revision?.Commit} {time.ToUnixTimeSeconds()}")
            : null;
    }

    /// <summary>The files that an image is built from.</summary>
    /// <param name="variant">Which.</param>
    /// <param name="revision">The commit that it is built from, or null.</param>
    /// <returns>Its folder; where it is to be reproducible, as if every file were of the commit's time.</returns>
    public IContextSource ContextOf(Variant variant, SourceRevision? revision)
    {
        var files = new DirectoryContext(variant.Directory);
        return variant.Reproducible && TimeOf(revision) is { } time ? new DatedContext(files, time) : files;
    }

    /// <summary>The latest time that anything may have in an image that is built from a commit.</summary>
    /// <param name="revision">The commit, or null.</param>
    /// <returns>What SOURCE_DATE_EPOCH says, else the commit's; null when there is neither.</returns>
    public DateTimeOffset? TimeOf(SourceRevision? revision) => SourceDateEpoch ?? revision?.Created;

    /// <summary>Whether what the engine made of an image is rewritten here, so that it is the same each time.</summary>
    /// <param name="variant">Which.</param>
    /// <returns>False where it isn't wanted, and where only the engine itself can do it: several platforms, attestations.</returns>
    public bool NormalizesHere(Variant variant) => variant.Reproducible && variant.Platforms.Count == 1 && Attestations is null;

    /// <summary>The file that the full log of a variant's build goes to.</summary>
    /// <param name="variant">Which.</param>
    /// <returns>Relative to the root, forward slashes.</returns>
    public static string LogFile(Variant variant) => $"artifacts/logs/{variant.Id.Replace(':', '-')}.log";
}
