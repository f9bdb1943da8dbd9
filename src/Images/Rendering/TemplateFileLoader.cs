using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Images.Rendering;

/// <summary>Gives <c>include</c> the files below <c>templates/</c> and nothing else.</summary>
/// <param name="files">The files.</param>
/// <param name="marked">Whether the texts carry the marks of their lines.</param>
internal sealed class TemplateFileLoader(TemplateFiles files, bool marked) : ITemplateLoader
{
    /// <inheritdoc/>
    public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) =>
        At(callerSpan, () => TemplateFiles.PathOfPartial(templateName));

    /// <inheritdoc/>
    public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath)
    {
        var file = At(callerSpan, () => files.Read(templatePath));
        return marked ? file.Marked : file.Text;
    }

    /// <inheritdoc/>
    public ValueTask<string> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        ValueTask.FromResult(Load(context, callerSpan, templatePath));

    private static T At<T>(SourceSpan span, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (TemplateFileException error)
        {
            throw new ScriptRuntimeException(span, error.Message, error);
        }
    }
}
