using System.Globalization;
using System.Text;

namespace Images.Build.CommandLine;

/// <summary>Writes help out of the tables.</summary>
internal static class HelpText
{
    /// <summary>How the program is called in help and messages.</summary>
    public const string Program = "dotnet run --project build --";

    private const int Width = 100;

    /// <summary>Writes the help of the program.</summary>
    /// <returns>The text, LF line ends.</returns>
    public static string OfProgram()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Usage: {Program} [verb] [selectors] [options]\n\n");
        text.Append("Builds a family of container images out of the definitions in images/ and the templates in templates/.\n");
        text.Append("Without a verb: render, build, test and report.\n\nVerbs:\n");
        Columns(text, [.. Verbs.Listed.Select(verb => (verb.Name, verb.Description))]);
        text.Append("\nSelectors:\n");
        Columns(text, [.. Selectors]);
        text.Append("\nOptions:\n");
        Columns(text, [.. Options.All.Select(option => (Form(option), Words(option)))]);
        text.Append("\nExit codes:\n");
        Columns(text, [.. ExitCode.All.Select(code => (code.Code.ToString(CultureInfo.InvariantCulture), code.Meaning))]);
        text.Append("\nEvery option with a value or effect has a variable, such as IMAGES_JOBS for --jobs, and a line in the [Images]\n");
        text.Append("section of cake.config, such as Jobs=4. The command line wins over the environment, and that over the file.\n");
        text.Append(CultureInfo.InvariantCulture, $"\nHelp of one verb: {Program} VERB --help\n");
        return text.ToString();
    }

    /// <summary>Writes the help of a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <returns>The text, LF line ends.</returns>
    public static string OfVerb(Verb verb)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Usage: {Program} {Usage(verb)}\n\n{verb.Description}.\n");
        if (verb.Arguments == VerbArguments.Selectors)
        {
            text.Append("\nSelectors:\n");
            Columns(text, [.. Selectors]);
        }

        var own = Options.All.Where(option => option.Verbs.Count > 0 && option.AppliesTo(verb)).ToList();
        if (own.Count > 0)
        {
            text.Append("\nOptions:\n");
            Columns(text, [.. own.Select(option => (Form(option), Words(option)))]);
        }

        text.Append("\nOptions of every verb:\n");
        Columns(text, [.. Options.All.Where(option => option.Verbs.Count == 0).Select(option => (Form(option), Words(option)))]);
        text.Append("\nExamples:\n");
        foreach (var example in verb.Examples)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Program} {example}\n");
        }

        return text.ToString();
    }

    /// <summary>Gets what stands behind the program's name.</summary>
    /// <param name="verb">The verb.</param>
    /// <returns>Such as <c>build [selectors] [options]</c>.</returns>
    public static string Usage(Verb verb)
    {
        var arguments = verb.Arguments switch
        {
            VerbArguments.Selectors => "[selectors] ",
            VerbArguments.Reference => "IMAGE ",
            VerbArguments.Path => "PATH ",
            VerbArguments.OptionalPath => "[FILE] ",
            VerbArguments.TwoReferences => $"{verb.Placeholders} ",
            VerbArguments.Computation => "STORAGE INPUT... ",
            VerbArguments.Jobs => "JOBFILE...|IMAGE [-- COMMAND...] ",
            VerbArguments.Choice => $"{string.Join('|', verb.Choices)} ",
            VerbArguments.ChoiceAndName => $"{string.Join('|', verb.Choices)} NAME ",
            _ => string.Empty,
        };
        return $"{(verb.Name.Length > 0 ? $"{verb.Name} " : string.Empty)}{arguments}[options]";
    }

    /// <summary>Gets how an option is written.</summary>
    /// <param name="option">The option.</param>
    /// <returns>Such as <c>-j, --jobs=N</c>.</returns>
    public static string Form(Option option)
    {
        var name = option.Negatable ? $"--[no-]{option.Name}" : $"--{option.Name}";
        return $"{(option.Short is { } letter ? $"-{letter}, " : "    ")}{name}{ValueOf(option)}";
    }

    private static string ValueOf(Option option) =>
        option.Value is not { } value ? string.Empty
        : option.Implied is null ? $"={value}"
        : $"[={value}]";

    /// <summary>Gets what an option does, with its choices and default.</summary>
    /// <param name="option">The option.</param>
    /// <returns>One line.</returns>
    public static string Words(Option option)
    {
        var choices = option.Choices.Count > 0 ? $": {string.Join(", ", option.Choices)}" : string.Empty;
        return $"{option.Description}{choices}{(option.Default is { } value ? $" (default: {value})" : string.Empty)}{(option.Repeatable ? "; may be given several times" : string.Empty)}";
    }

    /// <summary>Gets the forms of a selector and what they select.</summary>
    public static IReadOnlyList<(string Form, string Meaning)> Selectors { get; } =
    [
        ("r-ver", "all variants of an image; * and ? stand for any text and any one character"),
        ("r-ver:4.6*", "variants by id, or by tag when no id matches"),
        ("r-ver+children", "also everything that is built from them"),
        ("r-ver+parents", "also everything that they are built from"),
        ("+children, +parents", "the same for all that is selected so far"),
        ("!blender:*", "leave these out; the words work from left to right"),
    ];

    private static void Columns(StringBuilder text, IReadOnlyList<(string Left, string Right)> rows)
    {
        var indent = rows.Max(row => row.Left.Length) + 4;
        foreach (var (left, right) in rows)
        {
            text.Append("  ").Append(left.PadRight(indent - 2));
            var column = indent;
            foreach (var word in right.Split(' '))
            {
                if (column > indent && column + 1 + word.Length > Width)
                {
                    text.Append('\n').Append(' ', indent);
                    column = indent;
                }

                if (column > indent)
                {
                    text.Append(' ');
                    column++;
                }

                text.Append(word);
                column += word.Length;
            }

            text.Append('\n');
        }
    }
}
