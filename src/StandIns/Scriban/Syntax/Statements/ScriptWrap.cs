using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>wrap call ... end</c>: the block is what the function prints for <c>$$</c>.</summary>
internal sealed class ScriptWrap(SourceText source, int start, int end, ScriptExpression call, ScriptBlock body)
    : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context)
    {
        var target = call is ScriptCall invocation ? invocation.Target : call;
        if (target.EvaluateTarget(context) is not ScriptFunction function)
        {
            throw new ScriptRuntimeException(target.Span, $"Invalid target function `{target}`");
        }

        var arguments = (call as ScriptCall)?.EvaluateArguments(context) ?? [];
        var result = function.Call(context, new CallSite(call, arguments, body));
        if (result != null)
        {
            context.Write(ValueText.Of(context, result));
        }

        return ScriptFlow.Next;
    }
}
