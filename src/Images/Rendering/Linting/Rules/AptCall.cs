using Images.Rendering.Linting.Shell;

namespace Images.Rendering.Linting.Rules;

/// <summary>A call of apt-get or apt.</summary>
/// <param name="Program">The program's name.</param>
/// <param name="Verb">Such as <c>install</c>.</param>
/// <param name="Operands">What follows the verb and is no option.</param>
/// <param name="Options">The options, with dashes; those with <c>-o</c> as <c>-o Name=Value</c>.</param>
internal sealed record AptCall(string Program, string Verb, IReadOnlyList<string> Operands, IReadOnlyList<string> Options)
{
    private static readonly HashSet<string> WithValue = new(StringComparer.Ordinal)
    {
        "-o",
        "--option",
        "-t",
        "--target-release",
        "--default-release",
        "-c",
        "--config-file",
        "-a",
        "--host-architecture",
    };

    /// <summary>Gets whether packages are brought into the image.</summary>
    public bool Installs => Verb is "install" or "upgrade" or "dist-upgrade" or "full-upgrade" or "build-dep" or "satisfy" or "reinstall";

    /// <summary>Finds the calls of a RUN.</summary>
    /// <param name="run">The RUN.</param>
    /// <returns>The calls in order, each with the index of its command.</returns>
    public static IEnumerable<(int Index, AptCall Call)> Of(RunStep run) =>
        run.AllCommands.Index().Where(item => item.Item.Program is "apt-get" or "apt").Select(item => (item.Index, Of(item.Item)));

    /// <summary>Says whether an option of the configuration is given a true or false value.</summary>
    /// <param name="name">Such as <c>APT::Get::Assume-Yes</c>.</param>
    /// <param name="values">The values that count.</param>
    /// <returns>True when it is.</returns>
    public bool Sets(string name, params string[] values) =>
        Options.Any(option => values.Any(value => option.Equals($"-o {name}={value}", StringComparison.OrdinalIgnoreCase)));

    private static AptCall Of(ShellCommand command)
    {
        var operands = new List<string>();
        var options = new List<string>();
        for (var index = 0; index < command.Arguments.Count; index++)
        {
            var argument = command.Arguments[index];
            if (!argument.StartsWith('-'))
            {
                operands.Add(argument);
            }
            else if (WithValue.Contains(argument))
            {
                var name = argument == "--option" ? "-o" : argument;
                options.Add($"{name} {command.Arguments.ElementAtOrDefault(++index)}");
            }
            else
            {
                options.Add(argument.StartsWith("-o", StringComparison.Ordinal) ? $"-o {argument[2..]}" : argument);
            }
        }

        return new AptCall(command.Program, operands.FirstOrDefault(string.Empty), [.. operands.Skip(1)], options);
    }
}
