using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary>A variable, or a member or item of something: what can be assigned to.</summary>
internal abstract class ScriptPathExpression(SourceText source, int start, int end) : ScriptExpression(source, start, end)
{
    public sealed override object Evaluate(TemplateContext context)
    {
        var value = EvaluateTarget(context);
        return value is ScriptFunction function ? function.Call(context, new CallSite(this, [], null)) : value;
    }

    public abstract override object EvaluateTarget(TemplateContext context);

    public abstract void Assign(TemplateContext context, object value);
}
