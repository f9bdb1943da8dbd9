using System.Collections;
using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>Reads and writes items of lists, texts and objects.</summary>
internal static class IndexAccess
{
    public static object Get(TemplateContext context, ScriptNode node, ScriptNode target, object owner, ScriptNode indexNode, object index)
    {
        if (Arithmetic.IsNumber(owner) || owner is bool)
        {
            throw new ScriptRuntimeException(
                node.Span,
                $"Cannot use the {TypeName.Of(owner)} primitive `{ValueText.Of(context, owner)}` as a list."
            );
        }

        if (Arithmetic.IsNumber(index) && owner is IList or string)
        {
            return Item(context, target, owner, indexNode, index);
        }

        if (MemberAccess.TryGet(context, node, owner, ValueText.Of(context, index), out var value))
        {
            return value;
        }

        return context.EnableRelaxedIndexerAccess
            ? null
            : throw new ScriptRuntimeException(indexNode.Span, $"Cannot access target `{target}` with an indexer: {indexNode}");
    }

    public static void Set(
        TemplateContext context,
        ScriptNode node,
        ScriptNode target,
        object owner,
        ScriptNode indexNode,
        object index,
        object value
    )
    {
        if (owner is IList list && Arithmetic.IsNumber(index))
        {
            var position = Conversion.ToInt(indexNode.Span, index);
            position = position < 0 ? position + list.Count : position;
            list[position >= 0 ? position : throw OutOfBounds(context, target, list.Count, indexNode, index)] = value;
        }
        else if (!MemberAccess.TrySet(context, node, owner, ValueText.Of(context, index), value))
        {
            throw new ScriptRuntimeException(indexNode.Span, $"Cannot set a value of `{target}` with an indexer: {indexNode}");
        }
    }

    private static object Item(TemplateContext context, ScriptNode target, object owner, ScriptNode indexNode, object index)
    {
        var count = owner is string text ? text.Length : ((IList)owner).Count;
        var position = Conversion.ToInt(indexNode.Span, index);
        position = position < 0 ? position + count : position;
        if (position >= 0 && position < count)
        {
            return owner is string characters ? characters[position].ToString() : ((IList)owner)[position];
        }

        return context.EnableRelaxedIndexerAccess ? null : throw OutOfBounds(context, target, count, indexNode, index);
    }

    private static ScriptRuntimeException OutOfBounds(
        TemplateContext context,
        ScriptNode target,
        int count,
        ScriptNode indexNode,
        object index
    ) =>
        new(
            indexNode.Span,
            $"The index {ValueText.Of(context, index)} is out of bounds [0, {count}] on the `{target}` with the indexer: {indexNode}"
        );
}
