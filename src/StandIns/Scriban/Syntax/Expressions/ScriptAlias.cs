using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary><c>@function</c>: the function itself, not called.</summary>
internal sealed class ScriptAlias(SourceText source, int start, ScriptExpression operand) : ScriptExpression(source, start, operand.End)
{
    public override object Evaluate(TemplateContext context) => operand.EvaluateTarget(context);
}
