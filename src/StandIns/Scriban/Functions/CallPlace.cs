using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>Stands for the call that a built-in function makes of a function given to it.</summary>
internal static class CallPlace
{
    public static ScriptExpression At(SourceSpan span) => new Place(span);

    private sealed class Place(SourceSpan span) : ScriptExpression(new SourceText(span.FileName, ""), span.Start.Offset, span.End.Offset)
    {
        public override object Evaluate(TemplateContext context) => null;
    }
}
