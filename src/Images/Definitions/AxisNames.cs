using Images.Definitions.Syntax;

namespace Images.Definitions;

/// <summary>What the axes of a matrix may be called: templates see each under its own name.</summary>
internal static class AxisNames
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        // What a template sees beside the axes.
        "image",
        "variant",
        "axes",
        "from",
        "args",
        "env",
        "labels",
        "vars",
        "apt",
        "pip",
        "r_packages",
        "expose",
        "volumes",
        "user",
        "workdir",
        "entrypoint",
        "cmd",
        "description",
        "licenses",
        "source",
        "version",
        "tags",
        // The filters.
        "env_value",
        "label_value",
        "shell_quote",
        "json_args",
        "major",
        "minor",
        // The template language's own objects and words.
        "array",
        "date",
        "html",
        "include",
        "include_join",
        "math",
        "object",
        "regex",
        "string",
        "timespan",
        "blank",
        "break",
        "capture",
        "case",
        "continue",
        "do",
        "else",
        "empty",
        "end",
        "false",
        "for",
        "func",
        "if",
        "import",
        "in",
        "null",
        "readonly",
        "ret",
        "tablerow",
        "this",
        "true",
        "when",
        "while",
        "with",
        "wrap",
    };

    /// <summary>Says what is wrong with the name of an axis.</summary>
    /// <param name="name">The name.</param>
    /// <returns>One line in lower case, or null when it is good.</returns>
    public static string? Problem(string name)
    {
        if (TextProblems.Of(TextRules.VariableName, name) is not null)
        {
            return $"'{TextProblems.Quote(name)}' cannot name an axis; use letters, digits and '_', the first no digit";
        }

        return Reserved.Contains(name) ? $"'{name}' cannot name an axis: templates know something else under this name" : null;
    }
}
