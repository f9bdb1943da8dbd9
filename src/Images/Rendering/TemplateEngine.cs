using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Images.Rendering;

/// <summary>Parses each template once and renders it for one variant after the other.</summary>
/// <param name="files">The templates.</param>
/// <param name="marked">Whether rendered texts carry the marks of their lines.</param>
internal sealed class TemplateEngine(TemplateFiles files, bool marked)
{
    private const int MostRounds = 100_000;

    private readonly Dictionary<string, Template> templates = new(StringComparer.Ordinal);
    private TemplateContext? context;

    /// <summary>Renders a template.</summary>
    /// <param name="path">The template's path.</param>
    /// <param name="model">What it sees. The template may assign variables, which end up in here.</param>
    /// <returns>The text.</returns>
    /// <exception cref="TemplateFileException">There is no such template.</exception>
    /// <exception cref="ScriptRuntimeException">The template cannot be parsed or rendered.</exception>
    public string Render(string path, ScriptObject model)
    {
        var template = Parse(path);
        context ??= NewContext();
        context.PushGlobal(model);
        try
        {
            return template.Render(context);
        }
        catch (ScriptRuntimeException)
        {
            context = null;
            throw;
        }
        finally
        {
            context?.PopGlobal();
        }
    }

    private Template Parse(string path)
    {
        if (!templates.TryGetValue(path, out var template))
        {
            var file = files.Read(path);
            template = Template.Parse(marked ? file.Marked : file.Text, path);
            templates.Add(path, template);
        }

        return template.HasErrors
            ? throw new ScriptParserRuntimeException(template.Messages[0].Span, template.Messages[0].Message, template.Messages)
            : template;
    }

    private TemplateContext NewContext() =>
        new(TemplateFunctions.All())
        {
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            EnableRelaxedTargetAccess = false,
            EnableRelaxedIndexerAccess = false,
            EnableRelaxedFunctionAccess = false,
            LoopLimit = MostRounds,
            NewLine = "\n",
            TemplateLoader = new TemplateFileLoader(files, marked),
        };
}
