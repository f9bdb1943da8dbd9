using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>do; ... end</c></summary>
internal sealed class ScriptAnonymousFunction(SourceText source, int start, int end, TemplateFunction function)
    : ScriptExpression(source, start, end)
{
    public override object Evaluate(TemplateContext context) => function;
}
