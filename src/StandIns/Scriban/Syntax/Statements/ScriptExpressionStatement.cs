using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary>An expression whose value is printed.</summary>
internal sealed class ScriptExpressionStatement(ScriptExpression expression)
    : ScriptStatement(expression.Source, expression.Start, expression.End)
{
    public override ScriptFlow Execute(TemplateContext context)
    {
        var value = expression.Evaluate(context);
        if (value != null && expression.IsPrinted)
        {
            context.Write(ValueText.Of(context, value));
        }

        return ScriptFlow.Next;
    }
}
