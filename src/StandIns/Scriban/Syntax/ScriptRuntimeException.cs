using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>A failure while a template is rendered, with its place.</summary>
public class ScriptRuntimeException : Exception
{
    public ScriptRuntimeException(SourceSpan span, string message)
        : base(message)
    {
        Span = span;
    }

    public ScriptRuntimeException(SourceSpan span, string message, Exception innerException)
        : base(message, innerException)
    {
        Span = span;
    }

    public SourceSpan Span { get; }

    public string OriginalMessage => base.Message;

    public override string Message => $"{Span.ToStringSimple()} : error : {OriginalMessage}";

    public override string ToString() => Message;
}
