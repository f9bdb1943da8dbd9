using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>target = value</c>, or with an operator such as <c>target += value</c></summary>
internal sealed class ScriptAssignment(SourceText source, ScriptPathExpression target, Token sign, ScriptExpression value)
    : ScriptExpression(source, target.Start, value.End)
{
    public override bool IsPrinted => false;

    public override object Evaluate(TemplateContext context)
    {
        var result = value.Evaluate(context);
        if (!sign.Is("="))
        {
            var operation = ((string)sign.Value)[..^1];
            var span = Source.Span(sign.Start, sign.End);
            result = BinaryOperation.Apply(context, span, operation, target, target.Evaluate(context), value, result);
        }

        target.Assign(context, result);
        return null;
    }
}
