using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>{a: 1, "b": 2}</c></summary>
internal sealed class ScriptObjectLiteral(SourceText source, int start, int end, (string Name, ScriptExpression Value)[] members)
    : ScriptExpression(source, start, end)
{
    public override object Evaluate(TemplateContext context)
    {
        var result = new ScriptObject(members.Length, context.KeyComparer);
        foreach (var (name, value) in members)
        {
            result.SetValue(name, value.Evaluate(context), false);
        }

        return result;
    }
}
