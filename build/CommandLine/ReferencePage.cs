using System.Globalization;
using System.Text;

namespace Images.Build.CommandLine;

/// <summary>Writes <c>docs/command-line.md</c> out of the tables.</summary>
internal static class ReferencePage
{
    /// <summary>Writes the page.</summary>
    /// <returns>Markdown, LF line ends.</returns>
    public static string Write()
    {
        var text = new StringBuilder("# The command line\n\n");
        text.Append("<!-- Written by `dotnet run --project build -- reference > docs/command-line.md`; a test keeps it current. -->\n\n");
        text.Append(CultureInfo.InvariantCulture, $"`{HelpText.Program} [verb] [selectors] [options]`\n\n");
        text.Append("Results go to standard output, everything else to standard error. Without a verb the main job runs.\n");
        text.Append("A verb is short for `--target=Verb`.\n\n## Verbs\n\n");
        Table(text, ["Verb", "What it does"], Verbs.All.Where(verb => !verb.Hidden).Select(Row));
        text.Append("\n## Selectors\n\n");
        Table(text, ["Selector", "What it selects"], HelpText.Selectors.Select(row => (string[])[Code(row.Form), row.Meaning]));
        text.Append(
            "\n## Options\n\nThe first of these that says something counts: the option, its variable, its line in the `[Images]`\n"
        );
        text.Append("section of `cake.config`, the default.\n\n");
        Table(text, ["Option", "Variable", "Verbs", "What it does"], Options.All.Select(Row));
        text.Append("\n## Other environment variables\n\n");
        Table(text, ["Variable", "What it does"], EnvironmentVariable.Heeded.Select(row => (string[])[Code(row.Name), row.Meaning]));
        text.Append("\n## Exit codes\n\n");
        Table(
            text,
            ["Code", "Meaning"],
            ExitCode.All.Select(row => (string[])[row.Code.ToString(CultureInfo.InvariantCulture), row.Meaning])
        );
        return text.ToString();
    }

    private static string[] Row(Verb verb) => [Code(HelpText.Usage(verb)), $"{verb.Description}."];

    private static string[] Row(Option option) =>
        [
            Code(HelpText.Form(option).Trim()),
            option.Variable is { } variable ? Code(variable) : string.Empty,
            string.Join(", ", option.Verbs.Select(name => name.Length > 0 ? name : "main job").DefaultIfEmpty("all")),
            $"{HelpText.Words(option)}.",
        ];

    private static string Code(string text) => $"`{text.Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static void Table(StringBuilder text, string[] header, IEnumerable<string[]> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", header)} |\n|{string.Concat(header.Select(_ => " --- |"))}\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |\n");
        }
    }
}
