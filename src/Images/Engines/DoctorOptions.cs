using Images.Definitions;

namespace Images.Engines;

/// <summary>What the doctor looks at beyond the engine itself.</summary>
/// <param name="Engine">What the user decided about the engine; nothing is installed or started.</param>
/// <param name="TrialImage">An image in which a container is started for a moment; null: the first one that the engine has.</param>
/// <param name="Bootstrap">Recipes of the family's bases: their archives are asked for; empty: none.</param>
public sealed record DoctorOptions(EngineOptions Engine, string? TrialImage, IReadOnlyList<BootstrapRecipe> Bootstrap);
