using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>Statements in a row. What they print is indented like the code block that they stand in.</summary>
internal sealed class ScriptBlock(SourceText source, int start, int end, ScriptStatement[] statements) : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context)
    {
        var indent = context.Indent;
        foreach (var statement in statements)
        {
            if (statement is ScriptCodeEnter enter)
            {
                context.Indent = context.AutoIndent ? enter.Indent ?? indent : indent;
            }
            else if (statement is ScriptCodeExit)
            {
                context.Indent = indent;
            }
            else if (statement.Execute(context) is var flow and not ScriptFlow.Next)
            {
                context.Indent = indent;
                return flow;
            }
        }

        context.Indent = indent;
        return ScriptFlow.Next;
    }
}
