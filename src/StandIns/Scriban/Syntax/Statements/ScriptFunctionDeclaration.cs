using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>func name(parameters) ... end</c> or <c>name(parameters) = value</c></summary>
internal sealed class ScriptFunctionDeclaration(SourceText source, int start, int end, ScriptPathExpression name, TemplateFunction function)
    : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context)
    {
        name.Assign(context, function);
        return ScriptFlow.Next;
    }
}
