using Images.Build.CommandLine;
using Images.Building;
using Images.Building.Revisions;
using Images.BuildKit.Builds;
using Images.Planning;

namespace Images.Build.Hosting;

/// <summary>What the options say about how images are built.</summary>
internal static class BuildWishes
{
    /// <summary>Gathers it.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="decisions">What this run, or the one that it resumes, decided.</param>
    /// <param name="plan">The family and what was chosen.</param>
    /// <param name="secrets">What steps may mount.</param>
    /// <param name="revisions">The commits that they are built from.</param>
    /// <param name="now">The time.</param>
    /// <returns>How to build each.</returns>
    /// <exception cref="UsageException">Two images would write one cache.</exception>
    /// <exception cref="SelectorException">A selector of --no-cache matches nothing.</exception>
    public static ImageOptions For(
        Settings settings,
        RunDecisions decisions,
        FamilyPlan plan,
        FamilySecrets secrets,
        SourceRevisions revisions,
        DateTimeOffset now
    )
    {
        var images = plan.WithParents;
        var exports = settings.CacheTo.Select(CacheSpec.Parse).ToList();
        foreach (var (index, export) in exports.Index().Where(export => export.Item.IsPlace))
        {
            var places = images.Select(image => Place(export, image)).Distinct(StringComparer.Ordinal).Count();
            if (places < images.Count)
            {
                throw new UsageException(
                    $"--cache-to={settings.CacheTo[index]}: {images.Count} images would write one cache; put {{image}}-{{variant}} into its name"
                );
            }
        }

        return new ImageOptions(revisions, decisions.Epoch, decisions.Pull)
        {
            Secrets = secrets,
            SourceDateEpoch = settings.SourceDateEpoch,
            CacheFrom = [.. settings.CacheFrom.Select(CacheSpec.Parse)],
            CacheTo = exports,
            Attestations = Attestations(settings),
            Anew = decisions.NoCache is [] ? null : Ids(Selection.Of(plan.Graph, decisions.NoCache)),
            Forced = Ids(decisions.Force ? plan.Selected : []),
            Now = now,
        };
    }

    private static HashSet<string> Ids(IEnumerable<PlannedImage> images) =>
        images.Select(image => image.Id).ToHashSet(StringComparer.Ordinal);

    private static Attestations? Attestations(Settings settings) =>
        settings is { Provenance: null, Sbom: null }
            ? null
            : new Attestations
            {
                Provenance = settings.Provenance switch
                {
                    null => null,
                    "max" => ProvenanceMode.Max,
                    _ => ProvenanceMode.Min,
                },
                SbomGenerator = settings.Sbom,
            };

    private static string Place(CacheSpec cache, PlannedImage image)
    {
        var location = cache.For(image.Rendered.Variant);
        return string.Join('\n', location.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal));
    }
}
