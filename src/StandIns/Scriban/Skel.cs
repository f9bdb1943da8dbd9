using System.Text.Json;

namespace Scriban
{
    using Scriban.Runtime;
    using Scriban.Syntax;

    public partial class TemplateContext
    {
        private readonly List<GlobalFrame> _globals = [];

        internal string RenderPage(ScriptPage p) => p.Text + _globals.Count;
    }

    internal sealed record GlobalFrame(IScriptObject Object);
}

namespace Scriban.Parsing
{
    using Scriban.Syntax;

    internal sealed class Parser(string t, string p, LogMessageBag b)
    {
        public ScriptPage ParsePage()
        {
            return new ScriptPage(t + p + b);
        }
    }
}

namespace Scriban.Syntax
{
    internal sealed record ScriptPage(string Text);
}

namespace Scriban.Functions
{
    using Scriban.Runtime;

    internal static class BuiltinFunctions
    {
        public static ScriptObject Create() => [];
    }
}

namespace Scriban.Runtime
{
    internal static class ValueText
    {
        public static string Of(TemplateContext c, object o) => o.ToString();
    }

    internal sealed record HostFunction(Delegate d);

    internal static class MemberImport
    {
        public static void Statics(ScriptObject o, Type t) { }

        public static void Json(IScriptObject o, JsonElement t) { }

        public static void Into(
            IScriptObject o,
            object obj,
            ScriptMemberImportFlags f,
            MemberFilterDelegate ff,
            MemberRenamerDelegate r
        ) { }
    }
}
