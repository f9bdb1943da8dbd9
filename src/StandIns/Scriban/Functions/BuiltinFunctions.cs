using Scriban.Runtime;

namespace Scriban.Functions;

/// <summary>The functions that templates have without any import.</summary>
internal static class BuiltinFunctions
{
    // The functions are looked up once; each context gets objects of its own, since templates may write to them.
    private static readonly (string Name, ScriptObject Functions)[] Groups =
    [
        ("array", Group(typeof(ArrayFunctions))),
        ("date", Group(typeof(DateFunctions))),
        ("html", Group(typeof(HtmlFunctions))),
        ("math", Group(typeof(MathFunctions))),
        ("object", Group(typeof(ObjectFunctions))),
        ("regex", Group(typeof(RegexFunctions))),
        ("string", Group(typeof(StringFunctions))),
    ];

    public static ScriptObject Create()
    {
        var builtins = new ScriptObject(Groups.Length + 3);
        foreach (var (name, functions) in Groups)
        {
            builtins.SetValue(name, ScriptObject.CopyOf(functions), true);
        }

        builtins.SetValue("empty", EmptyValue.Instance, true);
        builtins.SetValue("include", new IncludeFunction(), true);
        builtins.SetValue("include_join", new IncludeJoinFunction(), true);
        return builtins;
    }

    private static ScriptObject Group(Type type)
    {
        var functions = new ScriptObject();
        MemberImport.Statics(functions, type);
        return functions;
    }
}
