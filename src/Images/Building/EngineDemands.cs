using Images.BuildKit.Control;
using Images.Definitions;
using Images.Planning;

namespace Images.Building;

/// <summary>What a run demands of an engine beyond plain builds. It is compared with what the engine can do before anything is started.</summary>
/// <param name="images">What will be built.</param>
/// <param name="options">How.</param>
public sealed class EngineDemands(IReadOnlyList<PlannedImage> images, ImageOptions options)
{
    private const string TurnOn = "turn on its containerd image store (Docker 25 and newer) or name an engine that has it with --engine";

    /// <summary>Gets whether there are any: else nobody need ask what the engine can do.</summary>
    public bool Any => Several.Any() || Options.Any();

    private IEnumerable<Variant> Several => images.Select(image => image.Rendered.Variant).Where(variant => variant.Platforms.Count > 1);

    // Each is named with what it does and whether only the containerd store can do it.
    private IEnumerable<(string Option, string What, bool NeedsStore)> Options
    {
        get
        {
            if (options.Attestations?.Provenance is not null)
            {
                yield return ("--provenance", "store attestations", true);
            }

            if (options.Attestations?.SbomGenerator is not null)
            {
                yield return ("--sbom", "store attestations", true);
            }

            foreach (var cache in options.CacheTo)
            {
                yield return ("--cache-to", $"write a build cache of type {cache.Type}", cache.IsPlace);
            }

            if (options.CacheFrom.Count > 0)
            {
                yield return ("--cache-from", "read build caches", false);
            }
        }
    }

    /// <summary>Lists the places that demand several platforms in one image, which only the containerd store can hold.</summary>
    /// <param name="engine">The engine's address.</param>
    /// <param name="features">What its BuildKit can do; null when it has none.</param>
    /// <returns>Each place once; nothing when the engine can do it.</returns>
    public IReadOnlyList<DefinitionError> UnmetPlatforms(string engine, EngineFeatures? features) =>
        features is { HasContainerdStore: true }
            ? []
            :
            [
                .. Several
                    .Select(variant => new DefinitionError(
                        variant.PlatformsAt ?? variant.From.Location,
                        $"{string.Join(" and ", variant.Platforms)} in one image: the engine {engine} stores one platform an image; {TurnOn}, or leave one platform"
                    ))
                    .Distinct(),
            ];

    /// <summary>Finds the first option that the engine cannot obey.</summary>
    /// <param name="engine">The engine's address.</param>
    /// <param name="features">What its BuildKit can do; null when it has none.</param>
    /// <returns>One line; null when it can obey all of them.</returns>
    public string? UnmetOption(string engine, EngineFeatures? features)
    {
        foreach (var (option, what, needsStore) in Options)
        {
            if (features is null)
            {
                return $"{option}: the engine {engine} has no BuildKit, so it cannot {what}; leave {option} out or name Docker 20.10 or newer with --engine";
            }

            if (needsStore && !features.HasContainerdStore)
            {
                return $"{option}: the engine {engine} cannot {what}; {TurnOn}, or leave {option} out";
            }
        }

        return null;
    }
}
