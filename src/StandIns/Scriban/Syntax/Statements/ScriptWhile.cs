using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>while condition ... end</c></summary>
internal sealed class ScriptWhile(SourceText source, int start, int end, ScriptExpression condition, ScriptBlock body)
    : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context)
    {
        var loop = context.EnterLoop("while", null);
        try
        {
            while (Truth.Of(condition.Evaluate(context)))
            {
                context.CountRound(loop, this);
                var flow = body.Execute(context);
                loop.Index++;
                if (flow == ScriptFlow.Break)
                {
                    break;
                }

                if (flow == ScriptFlow.Return)
                {
                    return flow;
                }
            }
        }
        finally
        {
            context.LeaveLoop();
        }

        return ScriptFlow.Next;
    }
}
