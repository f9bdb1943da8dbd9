using System.Collections;

namespace Scriban.Runtime;

/// <summary>The variable <c>empty</c>: equal to lists and objects without items.</summary>
internal sealed class EmptyValue
{
    public static readonly EmptyValue Instance = new();

    public override string ToString() => "";

    public static bool Matches(object value) =>
        value switch
        {
            EmptyValue => true,
            ICollection items => items.Count == 0,
            IScriptObject members => members.Count == 0,
            _ => false,
        };
}
