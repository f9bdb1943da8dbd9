using Scriban.Functions;
using Scriban.Runtime;

namespace Scriban;

/// <summary>The globals, settings and state of a rendering. Not for use by two renderings at once.</summary>
public partial class TemplateContext : IFormatProvider
{
    public TemplateContext()
        : this(null, null) { }

    public TemplateContext(ScriptObject builtin)
        : this(builtin, null) { }

    public TemplateContext(IEqualityComparer<string> keyComparer)
        : this(null, keyComparer) { }

    public TemplateContext(ScriptObject builtin, IEqualityComparer<string> keyComparer)
    {
        KeyComparer = keyComparer;
        BuiltinObject = builtin ?? BuiltinFunctions.Create();
        MemberRenamer = StandardMemberRenamer.Default;
        PushGlobal(BuiltinObject);
    }

    /// <summary>The functions that every template sees: <c>string</c>, <c>array</c>, <c>include</c> and so on.</summary>
    public ScriptObject BuiltinObject { get; }

    /// <summary>The globals pushed last; assignments go there.</summary>
    public IScriptObject CurrentGlobal => _globals[^1].Object;

    public ITemplateLoader TemplateLoader { get; set; }

    public MemberRenamerDelegate MemberRenamer
    {
        get;
        set => field = value ?? StandardMemberRenamer.Default;
    }

    /// <summary>Whether what an indented code block prints is indented like it.</summary>
    public bool AutoIndent { get; set; } = true;

    public bool EnableRelaxedFunctionAccess { get; set; }

    public bool EnableRelaxedIndexerAccess { get; set; } = true;

    public bool EnableRelaxedMemberAccess { get; set; } = true;

    public bool EnableRelaxedTargetAccess { get; set; }

    public bool StrictVariables { get; set; }

    /// <summary>How many rounds one loop may take; 0 for any number.</summary>
    public int LoopLimit { get; set; } = 1000;

    /// <summary>How deep calls and includes may nest; 0 for any depth.</summary>
    public int RecursiveLimit { get; set; } = 100;

    public string NewLine { get; set; } = Environment.NewLine;

    internal IEqualityComparer<string> KeyComparer { get; }

    public void PushGlobal(IScriptObject scriptObject)
    {
        ArgumentNullException.ThrowIfNull(scriptObject);
        _globals.Add(new GlobalFrame(scriptObject));
    }

    public IScriptObject PopGlobal()
    {
        if (_globals.Count == 1)
        {
            throw new InvalidOperationException("the built-in functions cannot be popped");
        }

        var last = _globals[^1].Object;
        _globals.RemoveAt(_globals.Count - 1);
        return last;
    }

    object IFormatProvider.GetFormat(Type formatType) => System.Globalization.CultureInfo.InvariantCulture.GetFormat(formatType);
}
