using Images.Rendering.Linting.Shell;

namespace Images.Rendering.Linting.Rules;

/// <summary>The package lists that apt-get update writes are not left in the layer.</summary>
internal sealed class AptListsRemoved : ILintRule
{
    private const string Lists = "/var/lib/apt/lists";

    /// <inheritdoc/>
    public string Id => "apt-lists-removed";

    /// <inheritdoc/>
    public string Description => "A RUN with 'apt-get update' removes the package lists, or has a mount over them";

    /// <inheritdoc/>
    public IReadOnlyList<string> Hadolint => ["DL3009"];

    /// <inheritdoc/>
    public string? UnlikeHadolint =>
        "any mount over the lists is enough here, and every stage counts; hadolint wants a cache mount, and lets stages be that no other is built on";

    /// <inheritdoc/>
    public IEnumerable<LintProblem> Check(LintedDockerfile file) =>
        from run in file.Runs
        where !run.MountTargets.Any(IsOverLists)
        from call in AptCall.Of(run)
        where call.Call.Verb == "update" && !run.AllCommands.Skip(call.Index + 1).Any(Removes)
        select new LintProblem(
            file.LineOf(run.Instruction, call.Call.Program, call.Call.Verb),
            $"the package lists stay in the layer: end the RUN with 'rm -rf {Lists}/*', or mount a cache at {Lists}"
        );

    private static bool IsOverLists(string target) => $"{Lists}/".StartsWith($"{target.TrimEnd('/')}/", StringComparison.Ordinal);

    private static bool Removes(ShellCommand command) =>
        (command.Program == "rm" && command.Arguments.Any(argument => argument.StartsWith(Lists, StringComparison.Ordinal)))
        || (
            command.Program == "find" && command.Arguments is [var where, ..] && IsOverLists(where) && command.Arguments.Contains("-delete")
        )
        || (command.Program is "apt-get" or "apt" && command.Arguments.Any(argument => argument is "distclean" or "dist-clean"));
}
