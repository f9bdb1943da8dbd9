using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>target[index]</c></summary>
internal sealed class ScriptIndexer(SourceText source, ScriptExpression target, ScriptExpression index, int end)
    : ScriptPathExpression(source, target.Start, end)
{
    public override object EvaluateTarget(TemplateContext context)
    {
        var owner = target.Evaluate(context);
        if (owner is null && context.EnableRelaxedTargetAccess)
        {
            return null;
        }

        return IndexAccess.Get(context, this, target, owner ?? throw NullOwner(), index, index.Evaluate(context));
    }

    public override void Assign(TemplateContext context, object value)
    {
        var owner = target.Evaluate(context) ?? throw NullOwner();
        IndexAccess.Set(context, this, target, owner, index, index.Evaluate(context), value);
    }

    private ScriptRuntimeException NullOwner() => Error($"Object `{target}` is null. Cannot access indexer: {this}");
}
