using Images.Rendering;

namespace Images.Planning;

/// <summary>Says why nothing that is kept of an image will do.</summary>
/// <param name="references">The references under which images of the family stand in Dockerfiles.</param>
/// <param name="image">The image.</param>
/// <param name="own">What lies in its folder and definition.</param>
/// <param name="inputs">What else it would be built from.</param>
/// <param name="required">How fresh it must be; null: whenever it was built.</param>
internal sealed class Staleness(
    ImageReferences references,
    PlannedImage image,
    OwnInputs own,
    FingerprintInputs inputs,
    RequiredEpoch? required
)
{
    /// <summary>Gives the reasons.</summary>
    /// <param name="newest">The newest image of the variant.</param>
    /// <param name="rebuilt">Its parents that will be built.</param>
    /// <returns>At least one.</returns>
    public IReadOnlyList<PlanReason> Reasons(KeptImage newest, IEnumerable<PlanReason> rebuilt)
    {
        var reasons = new List<PlanReason>();
        if (required?.Accepts(newest) == false)
        {
            reasons.Add(
                required.IsOwn
                    ? new PlanReason(ReasonKind.NoCache)
                    : new PlanReason(ReasonKind.Refresh, null, newest.Epoch ?? "never", required.Value)
            );
        }

        var before = RecordedInputs.Parse(newest.Labels.GetValueOrDefault(ImageLabels.Inputs));
        if (before is not null)
        {
            reasons.AddRange(InputComparison.Between(image, references, before, RecordedInputs.Of(own, inputs)));
        }

        // A parent may have to be built although it would be what it was.
        var told = reasons
            .Where(reason => reason.Kind == ReasonKind.Parent)
            .Select(reason => reason.Name)
            .ToHashSet(StringComparer.Ordinal);
        reasons.AddRange(rebuilt.Where(parent => !told.Contains(parent.Name)));
        return reasons.Count > 0 ? reasons : [new PlanReason(ReasonKind.Unrecorded)];
    }
}
