using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>value | function argument</c>: the value is the function's first argument.</summary>
internal sealed class ScriptPipe(SourceText source, ScriptExpression left, ScriptExpression right)
    : ScriptExpression(source, left.Start, right.End)
{
    public override object Evaluate(TemplateContext context)
    {
        var value = left.Evaluate(context);
        var call = right as ScriptCall;
        if ((call?.Target ?? right).EvaluateTarget(context) is not ScriptFunction function)
        {
            throw new ScriptRuntimeException(right.Span, $"Pipe expression destination `{right}` is not a valid function ");
        }

        var arguments = call?.EvaluateArguments(context, left, value) ?? [new Argument(null, value, left)];
        return function.Call(context, new CallSite(right, arguments, null));
    }
}
