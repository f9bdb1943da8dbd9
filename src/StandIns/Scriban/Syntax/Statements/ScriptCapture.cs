using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary><c>capture variable ... end</c></summary>
internal sealed class ScriptCapture(SourceText source, int start, int end, ScriptPathExpression target, ScriptBlock body)
    : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context)
    {
        var output = context.PushOutput();
        ScriptFlow flow;
        string text;
        try
        {
            flow = body.Execute(context);
        }
        finally
        {
            text = context.PopOutput(output);
        }

        target.Assign(context, text);
        return flow;
    }
}
