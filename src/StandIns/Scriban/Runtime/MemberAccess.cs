using System.Collections;
using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>Reads and writes members of any kind of value.</summary>
internal static class MemberAccess
{
    public static bool TryGet(TemplateContext context, ScriptNode node, object owner, string name, out object value)
    {
        value = null;
        switch (owner)
        {
            case ScriptObject members when members.GetType() == typeof(ScriptObject):
                return members.TryGetValue(context, default, name, out value);
            case IScriptObject members:
                return members.TryGetValue(context, node?.Span ?? default, name, out value);
            case IDictionary<string, object> members:
                return members.TryGetValue(name, out value);
            case IDictionary members when members.Contains(name):
                value = members[name];
                return true;
            case string text when name == "size":
                value = text.Length;
                return true;
            case ICollection items when name == "size":
                value = items.Count;
                return true;
            case KeyValuePair<string, object> pair when name is "key" or "value":
                value = name == "key" ? pair.Key : pair.Value;
                return true;
            case string or bool or IDictionary:
                return false;
            default:
                return !Arithmetic.IsNumber(owner) && context.TypedMembers.TryGet(owner, name, out value);
        }
    }

    public static bool TrySet(TemplateContext context, ScriptNode node, object owner, string name, object value)
    {
        switch (owner)
        {
            case IScriptObject members:
                return members.CanWrite(name) && members.TrySetValue(context, node.Span, name, value, false);
            case IDictionary members:
                members[name] = value;
                return true;
            default:
                return context.TypedMembers.TrySet(context, node.Span, owner, name, value);
        }
    }
}
