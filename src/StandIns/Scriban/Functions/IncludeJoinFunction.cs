using System.Collections;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary><c>include_join names separator begin end</c>: several templates with texts around and between them.</summary>
internal sealed class IncludeJoinFunction : ScriptFunction
{
    public override object Call(TemplateContext context, CallSite site)
    {
        if (site.Arguments.Length < 2)
        {
            throw new ScriptRuntimeException(
                site.Node.Span.AfterEnd(),
                $"Invalid number of arguments `{site.Arguments.Length}` passed to `{site.Node}` while expecting `2` arguments"
            );
        }

        var names = (IEnumerable)Conversion.To(context, site.Arguments[0].Node.Span, site.Arguments[0].Value, typeof(IEnumerable)) ?? "";
        var texts = names.Cast<object>().Select(name => IncludeFunction.Render(context, site, name));
        return Argument(context, site, 2) + string.Join(Argument(context, site, 1), texts) + Argument(context, site, 3);
    }

    private static string Argument(TemplateContext context, CallSite site, int index) =>
        index < site.Arguments.Length ? ValueText.Of(context, site.Arguments[index].Value) : "";
}
