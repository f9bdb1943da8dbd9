using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>import object</c>: its members become globals.</summary>
internal sealed class ScriptImport(SourceText source, int start, int end, ScriptExpression subject) : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context)
    {
        var value = subject.Evaluate(context);
        if (value is not IScriptObject members)
        {
            throw new ScriptRuntimeException(
                subject.Span,
                $"Unexpected value `{TypeName.Of(value)}` for import. Expecting an plain script object"
            );
        }

        context.CurrentGlobal.Import(members);
        return ScriptFlow.Next;
    }
}
