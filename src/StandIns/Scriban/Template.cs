using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban;

/// <summary>A parsed template. It can be rendered any number of times.</summary>
public class Template
{
    private Template(string sourceFilePath, ScriptPage page, LogMessageBag messages)
    {
        SourceFilePath = sourceFilePath;
        Page = page;
        Messages = messages;
    }

    public string SourceFilePath { get; }

    public LogMessageBag Messages { get; }

    public bool HasErrors => Messages.HasErrors;

    internal ScriptPage Page { get; }

    /// <summary>Parses a template; what is wrong with it is in <see cref="Messages"/>.</summary>
    public static Template Parse(
        string text,
        string sourceFilePath = null,
        ParserOptions parserOptions = null,
        LexerOptions lexerOptions = null
    )
    {
        var messages = new LogMessageBag();
        var page = new Parser(text ?? "", sourceFilePath ?? "<input>", messages).ParsePage();
        return new Template(sourceFilePath, page, messages);
    }

    /// <summary>Renders with a context, whose globals and settings the template sees.</summary>
    public string Render(TemplateContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (HasErrors)
        {
            throw new InvalidOperationException(
                "This template has errors. Check the <Template.HasError> and <Template.Messages> before evaluating a template."
                    + $" Messages:\n{string.Join('\n', Messages)}"
            );
        }

        return context.RenderPage(Page);
    }

    /// <summary>Renders with a fresh context whose globals are the members of a model.</summary>
    public string Render(object model = null, MemberRenamerDelegate memberRenamer = null, MemberFilterDelegate memberFilter = null)
    {
        var globals = new ScriptObject();
        if (model != null)
        {
            globals.Import(model, memberFilter, memberRenamer);
        }

        var context = new TemplateContext { MemberRenamer = memberRenamer };
        context.PushGlobal(globals);
        return Render(context);
    }

    public ValueTask<string> RenderAsync(TemplateContext context) => new(Render(context));

    public ValueTask<string> RenderAsync(
        object model = null,
        MemberRenamerDelegate memberRenamer = null,
        MemberFilterDelegate memberFilter = null
    ) => new(Render(model, memberRenamer, memberFilter));
}
