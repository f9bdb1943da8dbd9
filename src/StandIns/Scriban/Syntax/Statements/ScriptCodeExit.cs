using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>The end of a code block.</summary>
internal sealed class ScriptCodeExit(SourceText source, int start, int end) : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context) => ScriptFlow.Next;
}
