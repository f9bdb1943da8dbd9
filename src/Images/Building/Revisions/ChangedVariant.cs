namespace Images.Building.Revisions;

/// <summary>A variant whose inputs are not as a commit has them.</summary>
/// <param name="Id">The variant's id.</param>
/// <param name="Reasons">What changed, such as <c>file images/r-ver/install.R changed</c>; one line each, at least one.</param>
public sealed record ChangedVariant(string Id, IReadOnlyList<string> Reasons);
