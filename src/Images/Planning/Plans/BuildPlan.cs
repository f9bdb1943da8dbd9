namespace Images.Planning;

/// <summary>What a build would do, and why.</summary>
/// <param name="Images">Each image, parents first.</param>
public sealed record BuildPlan(IReadOnlyList<PlanEntry> Images)
{
    /// <summary>Gets the images that would be built.</summary>
    public IEnumerable<PlanEntry> ToBuild => Images.Where(image => image.Reasons.Count > 0);
}

/// <summary>What a build would do with one image.</summary>
/// <param name="Image">Which.</param>
/// <param name="Reasons">Why it would be built; none where it is up to date.</param>
/// <param name="Fingerprint">Of what it is built from; null where that is not known yet.</param>
/// <param name="Kept">The image that is up to date, or else the newest there is; null where there is none.</param>
/// <param name="Own">What lies in its folder and definition.</param>
/// <param name="Inputs">What else it is built from; null where that is not known yet.</param>
public sealed record PlanEntry(
    PlannedImage Image,
    IReadOnlyList<PlanReason> Reasons,
    string? Fingerprint,
    KeptImage? Kept,
    OwnInputs Own,
    FingerprintInputs? Inputs
)
{
    /// <summary>Gets whether it would be built.</summary>
    public bool Builds => Reasons.Count > 0;
}
