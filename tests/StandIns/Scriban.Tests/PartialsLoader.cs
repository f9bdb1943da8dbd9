using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace StandIns.Scriban;

/// <summary>Reads <c>partials/NAME.sbn</c> below a folder; gives null when there is no such file.</summary>
internal sealed class PartialsLoader(string folder) : ITemplateLoader
{
    public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) => $"partials/{templateName}.sbn";

    public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath)
    {
        var path = Path.Combine(folder, templatePath);
        return File.Exists(path) ? File.ReadAllText(path) : null!;
    }

    public ValueTask<string> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        new(Load(context, callerSpan, templatePath));
}
