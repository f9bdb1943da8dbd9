using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>A function written in a template: a block whose text or <c>ret</c> is the result, or one expression.</summary>
internal sealed class TemplateFunction(string[] parameters, ScriptBlock body, ScriptExpression expression) : ScriptFunction
{
    public override object Call(TemplateContext context, CallSite site)
    {
        var frame = CallFrame.Of(site);
        context.EnterCall(site.Node, frame);
        if (parameters.Length > 0)
        {
            context.PushGlobal(Bind(site));
        }

        try
        {
            return expression is null ? Run(context) : expression.Evaluate(context);
        }
        finally
        {
            if (parameters.Length > 0)
            {
                context.PopGlobal();
            }

            context.LeaveCall();
        }
    }

    private object Run(TemplateContext context)
    {
        var output = context.PushOutput();
        var flow = ScriptFlow.Next;
        string text;
        try
        {
            flow = body.Execute(context);
        }
        finally
        {
            text = context.PopOutput(output);
        }

        return flow == ScriptFlow.Return ? context.TakeReturned() ?? text : text;
    }

    private ScriptObject Bind(CallSite site)
    {
        var values = new ScriptObject(parameters.Length);
        var next = 0;
        foreach (var argument in site.Arguments)
        {
            var index = argument.Name is null ? -1 : Array.IndexOf(parameters, argument.Name);
            index = index < 0 ? next++ : index;
            if (index >= parameters.Length)
            {
                throw new ScriptRuntimeException(site.Node.Span, $"Argument index must be < {parameters.Length} (Parameter 'index')");
            }

            values.SetValue(parameters[index], argument.Value, false);
        }

        if (values.Count < parameters.Length)
        {
            throw new ScriptRuntimeException(
                site.Node.Span.AfterEnd(),
                $"Invalid number of arguments `{site.Arguments.Length}` passed to `{site.Node}` while expecting `{parameters.Length}` arguments"
            );
        }

        return values;
    }
}
