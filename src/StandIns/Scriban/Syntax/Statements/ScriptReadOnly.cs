using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary><c>readonly variable</c></summary>
internal sealed class ScriptReadOnly(SourceText source, int start, int end, ScriptVariable variable) : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context)
    {
        context.CurrentGlobal.SetReadOnly(variable.Name, true);
        return ScriptFlow.Next;
    }
}
