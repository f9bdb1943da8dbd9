namespace Images.Definitions;

/// <summary>How an external base is made from a distribution's own packages when no registry can be reached.</summary>
/// <param name="Distribution"><c>debian</c>.</param>
/// <param name="Suite">The release's code name, such as <c>bookworm</c>.</param>
/// <param name="Mirror">Where the packages come from; null: what the machine's own apt uses.</param>
public sealed record BootstrapRecipe(string Distribution, string Suite, string? Mirror);
