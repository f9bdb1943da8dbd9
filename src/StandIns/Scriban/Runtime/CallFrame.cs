using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>What <c>$</c>, <c>$name</c> and <c>$$</c> mean inside one call or include.</summary>
internal sealed class CallFrame(ScriptArray arguments, ScriptBlock block)
{
    private Dictionary<string, object> _locals;

    public ScriptArray Arguments => arguments;

    public ScriptBlock Block => block;

    public Dictionary<string, object> Locals => _locals ??= new Dictionary<string, object>(StringComparer.Ordinal);

    public static CallFrame Of(CallSite site)
    {
        var array = new ScriptArray(site.Arguments.Length);
        foreach (var argument in site.Arguments)
        {
            if (argument.Name is null)
            {
                array.Add(argument.Value);
            }
            else
            {
                array.SetValue(argument.Name, argument.Value, false);
            }
        }

        return new CallFrame(array, site.Block);
    }
}
