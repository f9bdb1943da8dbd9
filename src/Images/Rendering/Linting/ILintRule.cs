namespace Images.Rendering.Linting;

/// <summary>One thing that must hold in every rendered Dockerfile.</summary>
public interface ILintRule
{
    /// <summary>Gets the name that findings and <c># lint-ignore</c> comments use: lower case, words joined by hyphens.</summary>
    string Id { get; }

    /// <summary>Gets what must hold, one sentence without a full stop.</summary>
    string Description { get; }

    /// <summary>Gets the ids of the rules of hadolint that ask for the same; empty when it has none.</summary>
    IReadOnlyList<string> Hadolint { get; }

    /// <summary>Gets where this rule and hadolint's part, as the rest of a sentence; null where they do not, or hadolint has none.</summary>
    string? UnlikeHadolint => null;

    /// <summary>Checks a Dockerfile.</summary>
    /// <param name="file">The Dockerfile.</param>
    /// <returns>Where the rule is broken, in any order.</returns>
    IEnumerable<LintProblem> Check(LintedDockerfile file);
}
