using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>x++</c>, <c>x--</c>, <c>++x</c> or <c>--x</c></summary>
internal sealed class ScriptIncrement(SourceText source, int start, int end, ScriptPathExpression target, string sign, bool isPrefix)
    : ScriptExpression(source, start, end)
{
    public override object Evaluate(TemplateContext context)
    {
        var before = target.Evaluate(context);
        var after = BinaryOperation.Apply(context, Span, sign[..1], target, before, target, 1);
        target.Assign(context, after);
        return isPrefix ? after : before;
    }
}
