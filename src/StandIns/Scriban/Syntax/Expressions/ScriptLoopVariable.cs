using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary><c>for.index</c> and its siblings: the state of the innermost loop.</summary>
internal sealed class ScriptLoopVariable(SourceText source, int start, int end, string keyword, string member)
    : ScriptExpression(source, start, end)
{
    public override object Evaluate(TemplateContext context)
    {
        var loop =
            context.InnermostLoop(keyword)
            ?? throw new ScriptRuntimeException(
                Source.Span(Start, Start + keyword.Length - 1),
                $"The variable or function `{keyword}` was not found"
            );
        return loop.TryGetMember(member, out var value) ? value
            : context.EnableRelaxedMemberAccess ? null
            : throw new ScriptRuntimeException(Source.Span(End - member.Length + 1, End), $"Cannot get member with name {member}.");
    }
}
