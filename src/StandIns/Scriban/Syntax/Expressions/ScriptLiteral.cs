using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>A number, string, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
internal sealed class ScriptLiteral(SourceText source, int start, int end, object value) : ScriptExpression(source, start, end)
{
    public override object Evaluate(TemplateContext context) => value;
}
