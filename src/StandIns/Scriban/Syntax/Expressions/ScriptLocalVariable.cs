using System.Globalization;
using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary><c>$name</c>, the arguments <c>$</c>, one of them <c>$0</c>, or the wrapped block <c>$$</c>.</summary>
internal sealed class ScriptLocalVariable(SourceText source, int start, int end, string name) : ScriptPathExpression(source, start, end)
{
    private readonly int? _argument = int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        ? index
        : null;

    public override bool IsPrinted => name != "$$";

    public override object EvaluateTarget(TemplateContext context)
    {
        if (_argument is { } position)
        {
            return context.Frame.Arguments[position];
        }

        switch (name)
        {
            case "$":
                return context.Frame.Arguments;
            case "$$":
                context.Frame.Block?.Execute(context);
                return null;
            default:
                return context.Frame.Locals.TryGetValue(name, out var value) ? value
                    : context.StrictVariables ? throw Error($"The variable or function `{name}` was not found")
                    : null;
        }
    }

    public override void Assign(TemplateContext context, object value)
    {
        if (_argument is { } position)
        {
            context.Frame.Arguments[position] = value;
        }
        else
        {
            context.Frame.Locals[name] = value;
        }
    }
}
