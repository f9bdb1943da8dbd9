using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>A node with a value.</summary>
internal abstract class ScriptExpression(SourceText source, int start, int end) : ScriptNode(source, start, end)
{
    /// <summary>Whether the value is printed when the expression stands alone.</summary>
    public virtual bool IsPrinted => true;

    /// <summary>The value; a function found on the way is called without arguments.</summary>
    public abstract object Evaluate(TemplateContext context);

    /// <summary>The value; a function stays a function.</summary>
    public virtual object EvaluateTarget(TemplateContext context) => Evaluate(context);
}
