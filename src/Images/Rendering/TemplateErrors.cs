using System.Text.RegularExpressions;
using Images.Definitions;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Images.Rendering;

/// <summary>Says in one line what a template engine's exception means.</summary>
internal static partial class TemplateErrors
{
    /// <summary>Translates an exception.</summary>
    /// <param name="exception">What parsing or rendering threw.</param>
    /// <param name="names">The names that the template could have meant.</param>
    /// <returns>One error, or every error of a template that cannot be parsed.</returns>
    public static IEnumerable<DefinitionError> Of(ScriptRuntimeException exception, IEnumerable<string> names)
    {
        var innermost = exception;
        while (innermost.InnerException is ScriptRuntimeException inner)
        {
            innermost = inner;
        }

        return innermost is ScriptParserRuntimeException parsing
            ? parsing
                .ParserMessages.Where(message => message.Type == ParserMessageType.Error)
                .Select(message => new DefinitionError(Place(message.Span), Sentence(message.Message, [])))
            : [new DefinitionError(Place(innermost.Span), Sentence(innermost.OriginalMessage, names))];
    }

    private static SourceLocation Place(SourceSpan span) => new(span.FileName, span.Start.Line + 1, span.Start.Column + 1);

    private static string Sentence(string message, IEnumerable<string> names)
    {
        var line = LineBreaks().Replace(message.Trim(), " ").Replace('`', '\'').TrimEnd('.');
        var unknown = Unknown().Match(line);
        return $"{char.ToLowerInvariant(line[0])}{line[1..]}{(unknown.Success ? NearNames.Hint(unknown.Groups["name"].Value, names) : string.Empty)}";
    }

    [GeneratedRegex(@"\s*[\r\n]+\s*")]
    private static partial Regex LineBreaks();

    [GeneratedRegex("variable or function '(?<name>[^']+)' was not found")]
    private static partial Regex Unknown();
}
