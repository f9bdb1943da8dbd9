using System.Globalization;
using Images.Definitions;
using Scriban;
using Scriban.Runtime;

namespace Images.Rendering;

/// <summary>The functions that a template may call: Scriban's own without clock, randomness and evaluation of text, and the quoting filters.</summary>
internal static class TemplateFunctions
{
    private static readonly string[] Withheld = ["date", "timespan", "html"];
    private static readonly string[] WithheldMembers = ["random", "uuid", "eval", "eval_template"];

    /// <summary>Gets the names of the filters that this program adds.</summary>
    public static IReadOnlyList<string> Filters { get; } = ["env_value", "json_args", "label_value", "major", "minor", "shell_quote"];

    /// <summary>Makes the functions.</summary>
    /// <returns>A new object.</returns>
    public static ScriptObject All()
    {
        var functions = new ScriptObject();
        foreach (
            var (name, value) in new TemplateContext().BuiltinObject.Where(entry => !Withheld.Contains(entry.Key, StringComparer.Ordinal))
        )
        {
            functions.SetValue(name, value is ScriptObject members ? Allowed(members) : value, true);
        }

        functions.Import("env_value", (object? value) => Quoting.FrontendWord(Text(value)));
        functions.Import("label_value", (object? value) => Quoting.FrontendWord(Text(value)));
        functions.Import("shell_quote", (object? value) => Quoting.ShellWord(Text(value)));
        functions.Import("major", (object? value) => VersionFilters.Major(Text(value)));
        functions.Import("minor", (object? value) => VersionFilters.Minor(Text(value)));
        functions.Import("json_args", (object? value) => Quoting.JsonArguments(Texts(value)));
        return functions;
    }

    private static ScriptObject Allowed(ScriptObject members)
    {
        var allowed = new ScriptObject();
        foreach (var (name, value) in members.Where(member => !WithheldMembers.Contains(member.Key, StringComparer.Ordinal)))
        {
            allowed.SetValue(name, value, true);
        }

        return allowed;
    }

    private static string Text(object? value)
    {
        var text = value switch
        {
            string written => written,
            bool truth => truth ? "true" : "false",
            IFormattable number and not ScriptObject => number.ToString(null, CultureInfo.InvariantCulture),
            null => throw new FormatException("there is no value to quote: test it with 'if' first"),
            _ => throw new FormatException("a list or an object cannot be quoted: quote each of its values"),
        };
        text = Marks.Remove(text);
        return ValueText.Fault(text) is { } fault ? throw new FormatException($"what is to be quoted {fault}") : text;
    }

    private static IEnumerable<string> Texts(object? value) =>
        value is IEnumerable<object?> list and not ScriptObject
            ? list.Select(Text)
            : throw new FormatException("json_args makes the exec form of a list: give it one, such as entrypoint or ['R', '--no-save']");
}
