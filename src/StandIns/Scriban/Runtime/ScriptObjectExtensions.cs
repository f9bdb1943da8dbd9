using System.Text.Json;

namespace Scriban.Runtime;

/// <summary>Fills script objects from .NET values.</summary>
public static class ScriptObjectExtensions
{
    /// <summary>Copies all members of another script object.</summary>
    public static void Import(this IScriptObject @this, IScriptObject other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var member in other.GetMembers())
        {
            other.TryGetValue(null, default, member, out var value);
            @this.SetValue(member, value, !other.CanWrite(member));
        }
    }

    /// <summary>Makes a delegate callable under a name.</summary>
    public static void Import(this IScriptObject script, string member, Delegate function) =>
        script.SetValue(member, new HostFunction(function), false);

    /// <summary>Copies the members of a JSON object.</summary>
    public static void Import(this IScriptObject script, JsonElement json) => MemberImport.Json(script, json);

    /// <summary>Copies fields and properties, and takes static methods as functions.</summary>
    public static void Import(
        this IScriptObject script,
        object obj,
        MemberFilterDelegate filter = null,
        MemberRenamerDelegate renamer = null
    ) => Import(script, obj, ScriptMemberImportFlags.All, filter, renamer);

    /// <summary>Copies the members of the kinds asked for.</summary>
    public static void Import(
        this IScriptObject script,
        object obj,
        ScriptMemberImportFlags flags,
        MemberFilterDelegate filter = null,
        MemberRenamerDelegate renamer = null
    ) => MemberImport.Into(script, obj, flags, filter, renamer);

    /// <summary>Sets a member, read-only or not.</summary>
    public static void SetValue(this IScriptObject @this, string member, object value, bool readOnly)
    {
        ArgumentNullException.ThrowIfNull(@this);
        @this.TrySetValue(null, default, member, value, readOnly);
    }
}
