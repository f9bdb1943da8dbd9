using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary><c>target.member</c> or <c>target?.member</c></summary>
internal sealed class ScriptMember(SourceText source, ScriptExpression target, int nameStart, int end, string name, bool isConditional)
    : ScriptPathExpression(source, target.Start, end)
{
    private SourceSpan NameSpan => Source.Span(nameStart, End);

    public override object EvaluateTarget(TemplateContext context)
    {
        var owner = target.Evaluate(context);
        if (owner is null)
        {
            return isConditional || context.EnableRelaxedTargetAccess ? null : throw NullOwner();
        }

        if (MemberAccess.TryGet(context, this, owner, name, out var value))
        {
            return value;
        }

        if (Arithmetic.IsNumber(owner) || owner is bool)
        {
            throw new ScriptRuntimeException(
                NameSpan,
                $"Cannot get or set a member on the primitive `{ValueText.Of(context, owner)}/{TypeName.Of(owner)}` when accessing member: {name}"
            );
        }

        return context.EnableRelaxedMemberAccess
            ? null
            : throw new ScriptRuntimeException(NameSpan, $"Cannot get member with name {name}.");
    }

    public override void Assign(TemplateContext context, object value)
    {
        var owner = target.Evaluate(context) ?? throw NullOwner();
        if (!MemberAccess.TrySet(context, this, owner, name, value))
        {
            throw new ScriptRuntimeException(NameSpan, $"Cannot set a value for the readonly member `{this}`");
        }
    }

    private ScriptRuntimeException NullOwner() => new(NameSpan, $"Object `{target}` is null. Cannot access member: {this}");
}
