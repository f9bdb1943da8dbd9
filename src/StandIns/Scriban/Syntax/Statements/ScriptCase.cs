using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>case value ... when value, value ... else ... end</c></summary>
internal sealed class ScriptCase(
    SourceText source,
    int start,
    int end,
    ScriptExpression subject,
    IReadOnlyList<(ScriptExpression[] Values, ScriptBlock Body)> branches,
    ScriptBlock otherwise
) : ScriptStatement(source, start, end)
{
    public override ScriptFlow Execute(TemplateContext context)
    {
        var value = subject.Evaluate(context);
        foreach (var (candidates, body) in branches)
        {
            foreach (var candidate in candidates)
            {
                if (Equality.AreEqual(context, value, candidate.Evaluate(context)))
                {
                    return body.Execute(context);
                }
            }
        }

        return otherwise?.Execute(context) ?? ScriptFlow.Next;
    }
}
