using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>condition ? then : otherwise</c></summary>
internal sealed class ScriptConditional(SourceText source, ScriptExpression condition, ScriptExpression then, ScriptExpression otherwise)
    : ScriptExpression(source, condition.Start, otherwise.End)
{
    public override object Evaluate(TemplateContext context) =>
        Truth.Of(condition.Evaluate(context)) ? then.Evaluate(context) : otherwise.Evaluate(context);
}
