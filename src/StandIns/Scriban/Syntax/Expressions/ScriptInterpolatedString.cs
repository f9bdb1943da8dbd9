using System.Text;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>$"text {expression} text"</c></summary>
internal sealed class ScriptInterpolatedString(SourceText source, int start, int end, ScriptExpression[] parts)
    : ScriptExpression(source, start, end)
{
    public override object Evaluate(TemplateContext context)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(ValueText.Of(context, part.Evaluate(context)));
        }

        return text.ToString();
    }
}
