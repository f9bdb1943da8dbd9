using System.Reflection;
using Scriban.Parsing;

namespace Scriban.Runtime;

/// <summary>Properties and fields of .NET objects by their renamed names; looked up once a type.</summary>
internal sealed class TypedMembers(MemberRenamerDelegate renamer)
{
    private readonly Dictionary<Type, Dictionary<string, MemberInfo>> _types = [];

    public bool TryGet(object owner, string name, out object value)
    {
        var found = Of(owner.GetType()).TryGetValue(name, out var member);
        value = member switch
        {
            PropertyInfo property => property.GetValue(owner),
            FieldInfo field => field.GetValue(owner),
            _ => null,
        };
        return found;
    }

    public bool TrySet(TemplateContext context, SourceSpan span, object owner, string name, object value)
    {
        switch (Of(owner.GetType()).GetValueOrDefault(name))
        {
            case PropertyInfo { SetMethod.IsPublic: true } property:
                property.SetValue(owner, Conversion.To(context, span, value, property.PropertyType));
                return true;
            case FieldInfo { IsInitOnly: false } field:
                field.SetValue(owner, Conversion.To(context, span, value, field.FieldType));
                return true;
            default:
                return false;
        }
    }

    private Dictionary<string, MemberInfo> Of(Type type)
    {
        if (!_types.TryGetValue(type, out var members))
        {
            members = new Dictionary<string, MemberInfo>(StringComparer.Ordinal);
            foreach (var member in MemberImport.Readable(type))
            {
                members.TryAdd(renamer(member), member);
            }

            _types.Add(type, members);
        }

        return members;
    }
}
