using System.Collections;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary>Which items a <c>for</c> takes, and in which order.</summary>
internal sealed record ScriptForOptions(bool IsReversed, ScriptExpression Offset, ScriptExpression Limit)
{
    public (IList List, int From, int Count, bool IsReversed) Apply(TemplateContext context, IList list)
    {
        var from = Math.Clamp(Number(context, Offset) ?? 0, 0, list.Count);
        var count = Math.Clamp(Number(context, Limit) ?? int.MaxValue, 0, list.Count - from);
        return (list, from, count, IsReversed);
    }

    private static int? Number(TemplateContext context, ScriptExpression expression) =>
        expression is null ? null : Conversion.ToInt(expression.Span, expression.Evaluate(context));
}
