using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>An included template that does not parse.</summary>
public class ScriptParserRuntimeException : ScriptRuntimeException
{
    public ScriptParserRuntimeException(SourceSpan span, string message, LogMessageBag parserMessages)
        : base(span, message)
    {
        ParserMessages = parserMessages;
    }

    public ScriptParserRuntimeException(SourceSpan span, string message, LogMessageBag parserMessages, Exception innerException)
        : base(span, message, innerException)
    {
        ParserMessages = parserMessages;
    }

    public LogMessageBag ParserMessages { get; }

    public override string Message => $"{base.Message} Parser messages:\n {ParserMessages}";
}
