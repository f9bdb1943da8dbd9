using System.Text;
using System.Text.RegularExpressions;

namespace Images.Definitions.Scaffolding;

/// <summary>Writes the definition of a new image.</summary>
internal static partial class ScaffoldText
{
    /// <summary>Writes it.</summary>
    /// <param name="wishes">What is wanted, checked.</param>
    /// <param name="template">The template.</param>
    /// <param name="suite">The distribution's release where no parent says it, or null.</param>
    /// <returns>YAML, LF line ends.</returns>
    public static string Of(ScaffoldWishes wishes, string template, string? suite)
    {
        List<string> apt = [.. wishes.Apt];
        Add(apt, wishes.Pip.Count > 0 ? ["python3-pip"] : []);
        Add(apt, wishes.R.Select(DebianPackageOf));
        var text = new StringBuilder("# yaml-language-server: $schema=../image.schema.json\n");
        Line(text, "description", Quote(wishes.Description ?? Description(wishes)));
        Line(text, "from", Quote(wishes.From));
        if (template != wishes.Name)
        {
            Line(text, "template", Quote(template));
        }

        Line(text, "tags", "[latest]");
        if (suite is not null)
        {
            Line(text, "args", $"{{ DEBIAN_SUITE: {Quote(suite)} }}");
        }

        List(text, "apt", apt);
        List(text, "pip", wishes.Pip);
        List(text, "r", wishes.R);
        text.Append("test:\n");
        Test(
            text,
            wishes.Apt,
            "its packages are installed",
            names => $"dpkg-query --show {string.Join(' ', names.Select(PackageName))}",
            null
        );
        Test(
            text,
            wishes.Pip,
            "its Python packages are installed",
            names =>
                $"""python3 -c "from importlib.metadata import version; [version(name) for name in ({string.Join(", ", names.Select(name => $"'{PackageName(name)}'"))},)]; print('all there')" """.TrimEnd(),
            "all there"
        );
        Test(
            text,
            wishes.R,
            "its R packages load",
            names =>
                $"""Rscript -e 'for (package in c({string.Join(", ", names.Select(name => $"\"{RName(name)}\""))})) library(package, character.only = TRUE); cat("all there")'""",
            "all there"
        );
        if (wishes.Apt.Count + wishes.Pip.Count + wishes.R.Count == 0)
        {
            text.Append("  - name: a command runs\n    run: echo runs\n    expect: runs\n");
        }

        return text.ToString();
    }

    private static string Description(ScaffoldWishes wishes)
    {
        List<string> packages = [.. wishes.Apt, .. wishes.Pip, .. wishes.R];
        return packages.Count == 0
            ? $"{wishes.From}, and what {wishes.Name} adds to it"
            : $"{wishes.From} with {string.Join(", ", packages)}";
    }

    private static void Add(List<string> packages, IEnumerable<string> more) =>
        packages.AddRange(more.Except(packages, StringComparer.Ordinal).ToList());

    // As Debian names the packages of CRAN.
    private static string DebianPackageOf(string package) => $"r-cran-{RName(package).ToLowerInvariant()}";

    private static string RName(string package) => package.Split('@')[0].Split('/')[^1];

    private static string PackageName(string package) => NameGrammar().Match(package).Value;

    private static void Test(
        StringBuilder text,
        IReadOnlyList<string> packages,
        string name,
        Func<IReadOnlyList<string>, string> run,
        string? expect
    )
    {
        if (packages.Count == 0)
        {
            return;
        }

        text.Append("  - name: ").Append(name).Append("\n    run: ").Append(Quote(run(packages))).Append('\n');
        if (expect is not null)
        {
            text.Append("    expect: ").Append(expect).Append('\n');
        }
    }

    private static void Line(StringBuilder text, string key, string value) => text.Append(key).Append(": ").Append(value).Append('\n');

    private static void List(StringBuilder text, string key, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            Line(text, key, $"[{string.Join(", ", values.Select(Quote))}]");
        }
    }

    /// <summary>Quotes a text for YAML where it could be taken for something else.</summary>
    private static string Quote(string text) =>
        PlainGrammar().IsMatch(text) ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9+._-]*", RegexOptions.CultureInvariant)]
    private static partial Regex NameGrammar();

    // Nothing in it that ends a value, begins a comment, or has a meaning at the start.
    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9+._/-]|:(?! |\z)| (?![#]))*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainGrammar();
}
