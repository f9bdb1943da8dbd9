using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>!x</c>, <c>-x</c> or <c>+x</c></summary>
internal sealed class ScriptUnary(SourceText source, int start, string sign, ScriptExpression operand)
    : ScriptExpression(source, start, operand.End)
{
    public override object Evaluate(TemplateContext context)
    {
        var value = operand.Evaluate(context);
        if (sign == "!")
        {
            return !Truth.Of(value);
        }

        if (value is null)
        {
            return null;
        }

        if (sign == "^" || !Arithmetic.IsNumber(value))
        {
            throw new ScriptRuntimeException(
                operand.Span,
                $"Unexpected value `{value} / Type: {TypeName.Of(value)}`. Cannot negate(-)/positive(+) a non-numeric value"
            );
        }

        return sign == "-" ? Arithmetic.Negate(value) : value;
    }
}
