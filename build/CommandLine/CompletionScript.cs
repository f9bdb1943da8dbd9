using System.Globalization;
using System.Text;

namespace Images.Build.CommandLine;

/// <summary>Writes completion scripts out of the tables, for a command or alias named <c>images</c>.</summary>
internal static class CompletionScript
{
    private const string Head = $"# Completion for an alias of the program: alias images='{HelpText.Program}'\n";

    /// <summary>Writes the script of a shell.</summary>
    /// <param name="shell">One of bash, zsh and fish.</param>
    /// <returns>The script, LF line ends.</returns>
    public static string Of(string shell) =>
        shell switch
        {
            "bash" => Head + Bash(),
            "zsh" => Head + "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n" + Bash(),
            _ => Head + Fish(),
        };

    private static string Bash()
    {
        var text = new StringBuilder("_images() {\n  local word=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]} words\n");
        text.Append("  local images=$(cd images 2>/dev/null && ls -d */ 2>/dev/null | tr -d /)\n");
        text.Append(CultureInfo.InvariantCulture, $"  if [ \"$COMP_CWORD\" -eq 1 ]; then words=\"{Names(Verbs.Listed)}\"; fi\n");
        text.Append("  case $verb in\n");
        foreach (var verb in Verbs.Listed)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {verb.Name}) words=\"$words {Arguments(verb, "$images")} {Flags(verb)}\" ;;\n");
        }

        var main = Verbs.Find(Verbs.MainJob)!;
        text.Append(CultureInfo.InvariantCulture, $"    *) words=\"$words {Arguments(main, "$images")} {Flags(main)}\" ;;\n  esac\n");
        text.Append("  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\ncomplete -F _images images\n");
        return text.ToString();
    }

    private static string Fish()
    {
        var text = new StringBuilder("complete -c images -f\n");
        foreach (var verb in Verbs.Listed)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"complete -c images -n __fish_use_subcommand -a {verb.Name} -d '{Plain(verb.Description)}'\n"
            );
            if (verb.Arguments != VerbArguments.None)
            {
                var arguments = Arguments(verb, "(path basename images/*/)");
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"complete -c images -n '__fish_seen_subcommand_from {verb.Name}' -a '{arguments}'\n"
                );
            }
        }

        foreach (var option in Options.All)
        {
            var letter = option.Short is { } name ? $" -s {name}" : string.Empty;
            var value =
                option.Choices.Count > 0 ? $" -x -a '{string.Join(' ', option.Choices)}'"
                : option.IsSwitch ? string.Empty
                : " -r";
            text.Append(
                CultureInfo.InvariantCulture,
                $"complete -c images -l {option.Name}{letter}{value} -d '{Plain(option.Description)}'\n"
            );
        }

        return text.ToString();
    }

    private static string Names(IEnumerable<Verb> verbs) => string.Join(' ', verbs.Select(verb => verb.Name));

    private static string Arguments(Verb verb, string images) =>
        verb.Arguments switch
        {
            VerbArguments.Selectors or VerbArguments.Reference or VerbArguments.TwoReferences => images,
            VerbArguments.Choice or VerbArguments.ChoiceAndName => string.Join(' ', verb.Choices),
            _ => string.Empty,
        };

    private static string Flags(Verb verb) => string.Join(' ', Options.All.Where(option => option.AppliesTo(verb)).SelectMany(Spellings));

    private static IEnumerable<string> Spellings(Option option) =>
        option.Choices.Count > 0 ? option.Choices.Select(choice => $"--{option.Name}={choice}")
        : option.Negatable ? [$"--{option.Name}", $"--no-{option.Name}"]
        : [option.IsSwitch ? $"--{option.Name}" : $"--{option.Name}="];

    private static string Plain(string text) => text.Replace("'", string.Empty, StringComparison.Ordinal);
}
