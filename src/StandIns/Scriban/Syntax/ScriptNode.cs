using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>A piece of a parsed template; its text is what messages show of it.</summary>
internal abstract class ScriptNode(SourceText source, int start, int end)
{
    public SourceText Source => source;

    public int Start => start;

    public int End => end;

    public SourceSpan Span => source.Span(start, end);

    public override string ToString() => source.Slice(start, end);

    protected ScriptRuntimeException Error(string message) => new(Span, message);
}
