using Images.Rendering.Linting.Shell;

namespace Images.Rendering.Linting.Rules;

/// <summary>A RUN with a pipe fails when any command of the pipe does, not the last alone.</summary>
/// <remarks>Not every <c>/bin/sh</c> knows the option: dash 0.5.12, that of Debian 12, does not.</remarks>
internal sealed class Pipefail : ILintRule
{
    private const string Option = "pipefail";

    /// <inheritdoc/>
    public string Id => "pipefail";

    /// <inheritdoc/>
    public string Description => "A RUN with a pipe has 'pipefail' set, by SHELL or by 'set -o pipefail' before the pipe";

    /// <inheritdoc/>
    public IReadOnlyList<string> Hadolint => ["DL4006"];

    /// <inheritdoc/>
    public string? UnlikeHadolint =>
        "`set -o pipefail` before the pipe is enough here where the shell knows it, and so is the SHELL of a parent of the family; hadolint wants a SHELL in the same stage";

    /// <inheritdoc/>
    public IEnumerable<LintProblem> Check(LintedDockerfile file)
    {
        foreach (var run in file.Runs)
        {
            if (FirstOpenPipe(run.Commands, run.Shell.Contains(Option)) is { } command)
            {
                yield return new LintProblem(
                    file.LineOf(run.Instruction, IsGroup(command) ? "|" : command.Program),
                    $"the failure of {(IsGroup(command) ? "what runs" : command.Program)} before the pipe goes unnoticed: {Remedy(run.Shell[0])}"
                );
            }
        }
    }

    private static ShellCommand? FirstOpenPipe(IEnumerable<ShellCommand> commands, bool isSet)
    {
        foreach (var command in commands)
        {
            if (command.Program == "set" && command.Arguments.Contains(Option))
            {
                isSet = command.Arguments.TakeWhile(argument => argument != Option).LastOrDefault(string.Empty).StartsWith('-');
            }

            if (command.IsPiped && !isSet)
            {
                return command;
            }

            if (FirstOpenPipe(command.Inner, command.Arguments.Contains(Option)) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    private static bool IsGroup(ShellCommand command) => command.Program is "" or "}" or "done" or "fi" or "esac";

    private static string Remedy(string shell) =>
        shell is "sh" or "/bin/sh" or "dash" or "/bin/dash"
            ? "put SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"] above it, since /bin/sh of Debian 12 has no pipefail"
            : "begin the RUN with 'set -o pipefail', or add \"-o\", \"pipefail\" to the SHELL";
}
