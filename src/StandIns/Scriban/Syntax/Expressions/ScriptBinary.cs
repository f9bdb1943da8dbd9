using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>left operator right</c></summary>
internal sealed class ScriptBinary(SourceText source, ScriptExpression left, Token sign, ScriptExpression right)
    : ScriptExpression(source, left.Start, right.End)
{
    private readonly string _sign = (string)sign.Value;

    public override object Evaluate(TemplateContext context)
    {
        var first = left.Evaluate(context);
        switch (_sign)
        {
            case "&&":
                return Truth.Of(first) && Truth.Of(right.Evaluate(context));
            case "||":
                return Truth.Of(first) || Truth.Of(right.Evaluate(context));
            case "??":
                return first ?? right.Evaluate(context);
            case "?!":
                return first is null ? null : right.Evaluate(context);
            default:
                return BinaryOperation.Apply(
                    context,
                    Source.Span(sign.Start, sign.End),
                    _sign,
                    left,
                    first,
                    right,
                    right.Evaluate(context)
                );
        }
    }
}
