namespace Images.Rendering.Linting.Shell;

/// <summary>A RUN instruction, its commands taken apart.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="Shell">The shell with its options that runs it; empty when none does.</param>
/// <param name="Commands">The commands; empty when the shell is not one in the manner of POSIX.</param>
internal sealed record RunStep(DockerfileInstruction Instruction, IReadOnlyList<string> Shell, IReadOnlyList<ShellCommand> Commands)
{
    /// <summary>Gets the commands and those inside them, in order.</summary>
    public IReadOnlyList<ShellCommand> AllCommands { get; } = [.. Commands.SelectMany(command => command.WithInner)];

    /// <summary>Gets the directories that are mounted while it runs, so that what is written there is not in the layer.</summary>
    public IReadOnlyList<string> MountTargets { get; } =
    [.. MountOptions(Instruction).Where(option => option.Key is "target" or "dst" or "destination").Select(option => option.Value)];

    /// <summary>Takes a RUN apart.</summary>
    /// <param name="file">Where it stands.</param>
    /// <param name="instruction">The RUN.</param>
    /// <returns>The step.</returns>
    public static RunStep Of(LintedDockerfile file, DockerfileInstruction instruction)
    {
        if (DockerfileWords.Json(instruction.Arguments) is { } words)
        {
            return words.Count > 1 && ShellCommand.IsShell(Name(words[0])) && ShellCommand.ScriptOf([.. words.Skip(1)]) is { } inner
                ? new RunStep(instruction, words, ShellReader.Read(inner))
                : new RunStep(instruction, [], [new ShellCommand(words, isPiped: false)]);
        }

        var shell = RunShell.Of(file, instruction);
        var script = instruction.Arguments.StartsWith("<<", StringComparison.Ordinal)
            ? string.Join('\n', file.Text.Take(instruction.LastLine - 1).Skip(instruction.FirstLine))
            : instruction.Arguments;
        return new RunStep(instruction, shell, ShellCommand.IsShell(Name(shell[0])) ? ShellReader.Read(script) : []);
    }

    /// <summary>Reads the options of every <c>--mount</c>.</summary>
    /// <param name="instruction">A RUN.</param>
    /// <returns>Names and values; a value is empty where there is none.</returns>
    public static IEnumerable<KeyValuePair<string, string>> MountOptions(DockerfileInstruction instruction) =>
        instruction
            .Flags.Where(flag => flag.StartsWith("--mount=", StringComparison.OrdinalIgnoreCase))
            .SelectMany(flag => flag["--mount=".Length..].Split(','))
            .Select(option => option.Split('=', 2))
            .Select(option => KeyValuePair.Create(option[0].ToLowerInvariant(), option.ElementAtOrDefault(1) ?? string.Empty));

    private static string Name(string program) => program[(program.LastIndexOf('/') + 1)..];
}
