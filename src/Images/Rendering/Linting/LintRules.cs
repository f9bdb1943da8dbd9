using Images.Rendering.Linting.Rules;

namespace Images.Rendering.Linting;

/// <summary>The table of rules.</summary>
public static class LintRules
{
    /// <summary>Gets every rule in the order of the documentation.</summary>
    public static IReadOnlyList<ILintRule> All { get; } =
    [
        new NoSecrets(),
        new SecretsMounted(),
        new VerifiedDownloads(),
        new Pipefail(),
        new AptListsRemoved(),
        new AptWithoutRecommends(),
        new AptAssumesYes(),
        new AptUpdateWithInstall(),
        new NumericUser(),
        new PinnedBase(),
        new EngineSyntax(),
        new AbsoluteWorkdir(),
        new UniqueStages(),
    ];
}
