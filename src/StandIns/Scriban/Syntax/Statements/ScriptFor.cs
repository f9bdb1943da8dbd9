using System.Collections;
using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary><c>for variable in list ... else ... end</c>, with <c>reversed</c>, <c>limit:</c> and <c>offset:</c></summary>
internal sealed class ScriptFor(
    SourceText source,
    int start,
    int end,
    ScriptVariable variable,
    ScriptExpression iterator,
    ScriptForOptions options,
    ScriptBlock body,
    ScriptBlock otherwise
) : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context)
    {
        var (list, from, count, isReversed) = options.Apply(context, Items(context));
        if (count == 0)
        {
            return otherwise?.Execute(context) ?? ScriptFlow.Next;
        }

        var loop = context.EnterLoop("for", variable.Name);
        loop.Length = count;
        try
        {
            for (var i = 0; i < count; i++)
            {
                context.CountRound(loop, this);
                loop.Begin(i, list[isReversed ? from + count - 1 - i : from + i]);
                var flow = body.Execute(context);
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

    private IList Items(TemplateContext context) =>
        iterator.Evaluate(context) switch
        {
            null => Array.Empty<object>(),
            string text => text.Select(c => c.ToString()).ToArray(),
            IList list => list,
            IEnumerable values => values.Cast<object>().ToArray(),
            var other => throw new ScriptRuntimeException(iterator.Span, $"Unexpected type `{other.GetType()}` for iterator"),
        };
}
