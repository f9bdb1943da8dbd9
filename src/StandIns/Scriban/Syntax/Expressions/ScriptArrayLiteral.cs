using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>[1, 2, 3]</c></summary>
internal sealed class ScriptArrayLiteral(SourceText source, int start, int end, ScriptExpression[] items)
    : ScriptExpression(source, start, end)
{
    public override object Evaluate(TemplateContext context)
    {
        var array = new ScriptArray(items.Length);
        foreach (var item in items)
        {
            array.Add(item.Evaluate(context));
        }

        return array;
    }
}
