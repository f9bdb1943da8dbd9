using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace Scriban.Runtime;

/// <summary>Copies members of .NET values into script objects.</summary>
internal static class MemberImport
{
    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.Instance;
    private const BindingFlags Static = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Properties and fields of an object that can be read.</summary>
    public static IEnumerable<MemberInfo> Readable(Type type)
    {
        IEnumerable<MemberInfo> properties = type.GetProperties(Instance)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0);
        return properties.Concat(type.GetFields(Instance));
    }

    public static void Statics(IScriptObject script, Type type) =>
        Functions(script, type.GetMethods(Static), null, null, StandardMemberRenamer.Default);

    public static void Json(IScriptObject script, JsonElement json)
    {
        foreach (var member in json.EnumerateObject())
        {
            script.SetValue(member.Name, JsonValue(member.Value), false);
        }
    }

    public static object JsonValue(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var result = new ScriptObject();
                Json(result, json);
                return result;
            case JsonValueKind.Array:
                return new ScriptArray(json.EnumerateArray().Select(JsonValue));
            case JsonValueKind.Number:
                return json.TryGetInt32(out var small) ? small
                    : json.TryGetInt64(out var large) ? large
                    : (object)json.GetDouble();
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
    }

    public static void Into(
        IScriptObject script,
        object source,
        ScriptMemberImportFlags flags,
        MemberFilterDelegate filter,
        MemberRenamerDelegate renamer
    )
    {
        switch (source)
        {
            case null:
                break;
            case IScriptObject members:
                script.Import(members);
                break;
            case JsonElement json:
                Json(script, json);
                break;
            case IDictionary entries:
                foreach (DictionaryEntry entry in entries)
                {
                    script.SetValue(entry.Key.ToString(), entry.Value, false);
                }

                break;
            default:
                Members(script, source, flags, filter, renamer ?? StandardMemberRenamer.Default);
                break;
        }
    }

    private static void Members(
        IScriptObject script,
        object source,
        ScriptMemberImportFlags flags,
        MemberFilterDelegate filter,
        MemberRenamerDelegate renamer
    )
    {
        var type = source as Type ?? source.GetType();
        if (source is not Type)
        {
            foreach (var member in Readable(type).Where(member => filter?.Invoke(member) ?? true))
            {
                if (member is PropertyInfo property && flags.HasFlag(ScriptMemberImportFlags.Property))
                {
                    script.SetValue(renamer(member), property.GetValue(source), false);
                }
                else if (member is FieldInfo field && flags.HasFlag(ScriptMemberImportFlags.Field))
                {
                    script.SetValue(renamer(member), field.GetValue(source), false);
                }
            }
        }

        if (flags.HasFlag(ScriptMemberImportFlags.Method))
        {
            Functions(script, type.GetMethods(Static), null, filter, renamer);
        }

        if (flags.HasFlag(ScriptMemberImportFlags.MethodInstance) && source is not Type)
        {
            Functions(script, type.GetMethods(Instance | BindingFlags.DeclaredOnly), source, filter, renamer);
        }
    }

    private static void Functions(
        IScriptObject script,
        IEnumerable<MethodInfo> methods,
        object target,
        MemberFilterDelegate filter,
        MemberRenamerDelegate renamer
    )
    {
        foreach (var method in methods)
        {
            if (!method.IsSpecialName && !method.IsGenericMethod && (filter?.Invoke(method) ?? true))
            {
                script.SetValue(renamer(method), new HostFunction(method, target), false);
            }
        }
    }
}
