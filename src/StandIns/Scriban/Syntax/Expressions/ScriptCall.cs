using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>target argument name:argument</c> or <c>target(argument, argument)</c></summary>
internal sealed class ScriptCall(SourceText source, ScriptExpression target, (string Name, ScriptExpression Value)[] arguments, int end)
    : ScriptExpression(source, target.Start, end)
{
    public ScriptExpression Target => target;

    public (string Name, ScriptExpression Value)[] Arguments => arguments;

    public override object Evaluate(TemplateContext context)
    {
        var function = target.EvaluateTarget(context);
        if (function is ScriptFunction callable)
        {
            return callable.Call(context, new CallSite(this, EvaluateArguments(context), null));
        }

        if (function is null)
        {
            return context.EnableRelaxedFunctionAccess
                ? null
                : throw new ScriptRuntimeException(target.Span, $"The function `{target}` was not found");
        }

        throw new ScriptRuntimeException(target.Span, $"Invalid target function `{function}` ({TypeName.Of(function)})");
    }

    public Argument[] EvaluateArguments(TemplateContext context, ScriptExpression piped = null, object pipedValue = null)
    {
        var offset = piped is null ? 0 : 1;
        var values = new Argument[arguments.Length + offset];
        if (piped != null)
        {
            values[0] = new Argument(null, pipedValue, piped);
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            var (name, value) = arguments[i];
            values[i + offset] = new Argument(name, value.Evaluate(context), value);
        }

        return values;
    }
}
