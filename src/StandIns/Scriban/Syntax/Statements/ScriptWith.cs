using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>with object ... end</c>: the object's members are variables in the block.</summary>
internal sealed class ScriptWith(SourceText source, int start, int end, ScriptExpression subject, ScriptBlock body)
    : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context)
    {
        var value = subject.Evaluate(context);
        if (value is not IScriptObject scope)
        {
            throw new ScriptRuntimeException(
                subject.Span,
                $"Invalid target property `{subject}` used for [with] statement. Must be a ScriptObject instead of `{TypeName.Of(value)}`"
            );
        }

        context.PushGlobal(scope);
        try
        {
            return body.Execute(context);
        }
        finally
        {
            context.PopGlobal();
        }
    }
}
