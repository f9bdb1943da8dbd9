using System.Collections.Frozen;

namespace Images.Rendering;

/// <summary>The names that mean something to every template.</summary>
internal static class TemplateNames
{
    /// <summary>Gets the names that no axis of a matrix may take.</summary>
    public static FrozenSet<string> Reserved { get; } =
        FrozenSet.ToFrozenSet(
            [
                "image",
                "variant",
                "from",
                "axes",
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
                "empty",
                "for",
                "if",
                "else",
                "end",
                "case",
                "when",
                "while",
                "break",
                "continue",
                "func",
                "ret",
                "capture",
                "readonly",
                "import",
                "with",
                "wrap",
                "do",
                "this",
                "true",
                "false",
                "null",
                "in",
                "tablerow",
                .. TemplateFunctions.Filters,
            ],
            StringComparer.Ordinal
        );
}
