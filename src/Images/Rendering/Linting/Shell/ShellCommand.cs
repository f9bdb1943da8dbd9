using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Images.Rendering.Linting.Shell;

/// <summary>A simple command of a shell script.</summary>
internal sealed partial class ShellCommand
{
    private static readonly FrozenSet<string> Prefixes = FrozenSet.ToFrozenSet(
        ["!", "{", "if", "then", "elif", "else", "while", "until", "do", "time", "exec", "command", "env", "sudo", "nice", "nohup"],
        StringComparer.Ordinal
    );

    private static readonly FrozenSet<string> Shells = FrozenSet.ToFrozenSet(
        ["sh", "bash", "dash", "ash", "ksh", "zsh"],
        StringComparer.Ordinal
    );

    /// <summary>Initializes a command.</summary>
    /// <param name="words">Its words, quotes taken away; empty for a group in parentheses.</param>
    /// <param name="isPiped">Whether its output goes into a pipe.</param>
    public ShellCommand(IReadOnlyList<string> words, bool isPiped)
    {
        IsPiped = isPiped;
        var start = 0;
        while (start < words.Count && (Prefixes.Contains(words[start]) || Assignment().IsMatch(words[start])))
        {
            start++;
        }

        Program = start < words.Count ? words[start][(words[start].LastIndexOf('/') + 1)..] : string.Empty;
        Arguments = [.. words.Skip(start + 1)];
        Inner = IsShell(Program) && ScriptOf(Arguments) is { } script ? ShellReader.Read(script) : [];
    }

    /// <summary>Gets the program's name without its folder; empty for a group or an assignment.</summary>
    public string Program { get; }

    /// <summary>Gets what follows the program.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Gets whether the output goes into a pipe.</summary>
    public bool IsPiped { get; }

    /// <summary>Gets the commands behind <c>-c</c> when the program is a shell; otherwise empty.</summary>
    public IReadOnlyList<ShellCommand> Inner { get; }

    /// <summary>Gets the command and those inside it, the outer one first.</summary>
    public IEnumerable<ShellCommand> WithInner => Inner.SelectMany(command => command.WithInner).Prepend(this);

    /// <summary>Says whether a program is a shell in the manner of POSIX.</summary>
    /// <param name="program">Its name without a folder.</param>
    /// <returns>True when it is.</returns>
    public static bool IsShell(string program) => Shells.Contains(program);

    /// <summary>Finds the script among a shell's arguments.</summary>
    /// <param name="arguments">What follows the shell.</param>
    /// <returns>The script; null when there is no <c>-c</c>.</returns>
    public static string? ScriptOf(IReadOnlyList<string> arguments)
    {
        var index = arguments.TakeWhile(argument => !ScriptOption().IsMatch(argument)).Count() + 1;
        while (index < arguments.Count && (arguments[index].StartsWith('-') || arguments[index] == "pipefail"))
        {
            index++;
        }

        return arguments.ElementAtOrDefault(index);
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*=")]
    private static partial Regex Assignment();

    [GeneratedRegex("^-[A-Za-z]*c[A-Za-z]*$")]
    private static partial Regex ScriptOption();
}
