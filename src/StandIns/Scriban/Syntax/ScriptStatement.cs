using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>A node that prints, assigns, or decides what comes next.</summary>
internal abstract class ScriptStatement(SourceText source, int start, int end) : ScriptNode(source, start, end)
{
    public abstract ScriptFlow Execute(TemplateContext context);
}
