using System.Text.RegularExpressions;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Images.Definitions;

/// <summary>Replaces <c>{{ axis }}</c> in texts for one combination of a matrix; an unknown name is a failure.</summary>
/// <remarks>A text sees the axes, <c>major</c> and <c>minor</c>: no clock, environment, files or randomness.</remarks>
/// <param name="axes">The axes and their values.</param>
/// <param name="texts">What was parsed before.</param>
internal sealed partial class Interpolator(IReadOnlyDictionary<string, string> axes, ParsedTexts texts)
{
    private TemplateContext? context;

    /// <summary>Says whether a text holds anything to replace.</summary>
    /// <param name="text">The text as written.</param>
    /// <returns>True when it does.</returns>
    public static bool IsNeeded(string text) => text.Contains("{{", StringComparison.Ordinal);

    /// <summary>Replaces the axes in a text.</summary>
    /// <param name="text">The text as written.</param>
    /// <param name="failure">Why it cannot be done, one line; null when it can.</param>
    /// <returns>The text with every axis replaced; empty after a failure.</returns>
    public string Render(string text, out string? failure)
    {
        failure = ParsedTexts.Problem(text);
        if (failure is not null)
        {
            return "";
        }

        var template = texts.Parse(text);
        if (template.Messages.FirstOrDefault(static message => message.Type == ParserMessageType.Error) is { } first)
        {
            failure = $"cannot be understood between {{{{ and }}}}: {Sentence(first.Message)}";
            return "";
        }

        try
        {
            context ??= NewContext();
            return template.Render(context);
        }
        catch (ScriptRuntimeException exception)
        {
            // What was written before the failure stays in a context's output.
            context = null;
            failure = Explain(exception);
            return "";
        }
    }

    private TemplateContext NewContext()
    {
        var filters = new ScriptObject();
        filters.Import("major", (string version) => VersionFilters.Major(version));
        filters.Import("minor", (string version) => VersionFilters.Minor(version));
        var values = new ScriptObject();
        foreach (var (name, value) in axes)
        {
            values.SetValue(name, value, readOnly: true);
        }

        ((IScriptObject)values).IsReadOnly = true;
        var created = new TemplateContext(filters)
        {
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            EnableRelaxedTargetAccess = false,
            EnableRelaxedIndexerAccess = false,
            EnableRelaxedFunctionAccess = false,
            AutoIndent = false,
            NewLine = "\n",
        };
        created.PushGlobal(values);
        return created;
    }

    private string Explain(ScriptRuntimeException exception)
    {
        var message = exception.OriginalMessage;
        return Unknown().Match(message) is { Success: true } unknown
            ? $"there is no axis '{unknown.Groups["name"].Value}'{NearNames.Hint(unknown.Groups["name"].Value, axes.Keys)}"
            : Sentence(message);
    }

    private static string Sentence(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim().TrimEnd('.').Replace('`', '\'');
        return line.Length == 0 ? "it fails" : char.ToLowerInvariant(line[0]) + line[1..];
    }

    [GeneratedRegex("variable or function `(?<name>[^`]+)` was not found", RegexOptions.CultureInvariant)]
    private static partial Regex Unknown();
}
