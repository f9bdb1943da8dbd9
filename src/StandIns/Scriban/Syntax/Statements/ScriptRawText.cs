using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>Text outside code blocks.</summary>
internal sealed class ScriptRawText(SourceText source, int start, int end) : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context)
    {
        context.Write(Source.Text.AsSpan(Start, End - Start + 1));
        return ScriptFlow.Next;
    }
}
