using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>if condition ... else ... end</c>; <c>else if</c> is another one in the second block's place.</summary>
internal sealed class ScriptIf(
    SourceText source,
    int start,
    int end,
    ScriptExpression condition,
    ScriptStatement then,
    ScriptStatement otherwise
) : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context) =>
        Truth.Of(condition.Evaluate(context)) ? then.Execute(context) : otherwise?.Execute(context) ?? ScriptFlow.Next;
}
