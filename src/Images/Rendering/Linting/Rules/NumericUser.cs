using System.Text.RegularExpressions;

namespace Images.Rendering.Linting.Rules;

/// <summary>The user of the image is a number, so that a cluster can see that it is not root.</summary>
/// <remarks>Only the last USER of the final stage counts: it is the one that the image keeps.</remarks>
internal sealed partial class NumericUser : ILintRule
{
    /// <inheritdoc/>
    public string Id => "numeric-user";

    /// <inheritdoc/>
    public string Description => "The last USER of the final stage is a number, and so is its group";

    /// <inheritdoc/>
    public IReadOnlyList<string> Hadolint => ["DL3066"];

    /// <inheritdoc/>
    public string? UnlikeHadolint =>
        "only the last USER of the final stage counts here, but with its group; hadolint looks at the user of every USER";

    /// <inheritdoc/>
    public IEnumerable<LintProblem> Check(LintedDockerfile file)
    {
        var last = file.Instructions.LastOrDefault(instruction =>
            instruction.Keyword == "USER" && instruction.Stage == file.Stages.Count - 1
        );
        if (last is null)
        {
            yield break;
        }

        var user = BuildVariables.Expand(last.Arguments.Trim('"'), file, last);
        if (!Number().IsMatch(user) && !user.Contains('$', StringComparison.Ordinal))
        {
            yield return new LintProblem(
                last.FirstLine,
                $"USER {user} is a name, which a cluster cannot tell from root: write its number, such as USER 1000"
            );
        }
    }

    [GeneratedRegex("^[0-9]+(?::[0-9]+)?$")]
    private static partial Regex Number();
}
