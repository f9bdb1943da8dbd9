using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>The start of a code block, with the blanks before it when there is nothing else before it on its line.</summary>
internal sealed class ScriptCodeEnter(SourceText source, int start, int end, string indent) : ScriptStatement(source, start, end)
{
    public string Indent => indent;

    public override ScriptFlow Execute(TemplateContext context) => ScriptFlow.Next;
}
