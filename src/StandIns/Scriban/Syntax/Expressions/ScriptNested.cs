using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary><c>(expression)</c></summary>
internal sealed class ScriptNested(SourceText source, int start, int end, ScriptExpression inner) : ScriptExpression(source, start, end)
{
    public override object Evaluate(TemplateContext context) => inner.Evaluate(context);

    public override object EvaluateTarget(TemplateContext context) => inner.EvaluateTarget(context);
}
