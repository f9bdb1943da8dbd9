using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary><c>include 'name' arguments</c>: the text of another template, which sees the arguments as <c>$</c>.</summary>
internal sealed class IncludeFunction : ScriptFunction
{
    public override object Call(TemplateContext context, CallSite site)
    {
        if (site.Arguments.Length == 0)
        {
            throw new ScriptRuntimeException(
                site.Node.Span.AfterEnd(),
                $"Invalid number of arguments `0` passed to `{site.Node}` while expecting `1` arguments"
            );
        }

        return Render(context, site, site.Arguments[0].Value);
    }

    internal static string Render(TemplateContext context, CallSite site, object name)
    {
        var template = Find(context, site.Node, ValueText.Of(context, name));
        context.EnterCall(site.Node, CallFrame.Of(site));
        var indent = context.Indent;
        try
        {
            return context.RenderPage(template.Page);
        }
        finally
        {
            context.Indent = indent;
            context.LeaveCall();
        }
    }

    private static Template Find(TemplateContext context, ScriptNode node, string name)
    {
        if (name.Length == 0)
        {
            throw new ScriptRuntimeException(node.Span, "Include template name cannot be null or empty");
        }

        var loader =
            context.TemplateLoader
            ?? throw new ScriptRuntimeException(
                node.Span,
                $"Unable to include <{name}>. No TemplateLoader registered in TemplateContext.TemplateLoader"
            );
        var path = Path(context, loader, node, name);
        if (!context.Includes.TryGetValue(path, out var template))
        {
            template = Template.Parse(Text(context, loader, node, path), path);
            if (template.HasErrors)
            {
                throw new ScriptParserRuntimeException(node.Span, $"Error while parsing template `{path}`", template.Messages);
            }

            context.Includes.Add(path, template);
        }

        return template;
    }

    private static string Path(TemplateContext context, ITemplateLoader loader, ScriptNode node, string name)
    {
        try
        {
            return loader.GetPath(context, node.Span, name)
                ?? throw new ScriptRuntimeException(node.Span, $"Include template path is null for `{name}`");
        }
        catch (Exception e) when (e is not ScriptRuntimeException)
        {
            throw new ScriptRuntimeException(node.Span, $"Unexpected exception while getting the path for the include name `{name}`", e);
        }
    }

    private static string Text(TemplateContext context, ITemplateLoader loader, ScriptNode node, string path)
    {
        try
        {
            return loader.Load(context, node.Span, path)
                ?? throw new ScriptRuntimeException(node.Span, $"The result of including `{path}` cannot be null");
        }
        catch (Exception e) when (e is not ScriptRuntimeException)
        {
            throw new ScriptRuntimeException(node.Span, $"Unexpected exception while creating template from path `{path}`", e);
        }
    }
}
