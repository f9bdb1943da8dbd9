using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary><c>ret value</c>: leaves the function or the template.</summary>
internal sealed class ScriptReturn(SourceText source, int start, int end, ScriptExpression value) : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context)
    {
        context.Returned = value?.Evaluate(context);
        return ScriptFlow.Return;
    }
}
