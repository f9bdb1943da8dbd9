using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>A global or a loop's variable by its name.</summary>
internal sealed class ScriptVariable(SourceText source, int start, int end, string name) : ScriptPathExpression(source, start, end)
{
    public string Name => name;

    public override object EvaluateTarget(TemplateContext context)
    {
        if (context.TryGetVariable(this, name, out var value))
        {
            return value;
        }

        return context.StrictVariables ? throw Error($"The variable or function `{name}` was not found") : null;
    }

    public override void Assign(TemplateContext context, object value)
    {
        if (!context.TrySetVariable(this, name, value))
        {
            throw Error($"Cannot set the readonly variable `{name}`");
        }
    }
}
