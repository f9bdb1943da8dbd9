using Images.Definitions;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Images.Rendering;

/// <summary>Renders one variant after the other with the same templates.</summary>
/// <remarks>
/// Each variant is rendered twice. The first text is the Dockerfile. The second comes from templates whose lines are marked and with marks around
/// every value that needs quoting: it tells where lines came from, and a mark that no filter took away is a value about to become syntax.
/// </remarks>
/// <param name="family">The family.</param>
/// <param name="errors">Where errors go.</param>
internal sealed class VariantRenderer(Family family, RenderErrors errors)
{
    private readonly TemplateFiles files = new(family.Root);
    private readonly VariantModel models = new(family, new ImageReferences(family));
    private TemplateEngine? plainEngine;
    private TemplateEngine? markingEngine;

    private TemplateEngine Plain => plainEngine ??= new TemplateEngine(files, false);

    private TemplateEngine Marking => markingEngine ??= new TemplateEngine(files, true);

    /// <summary>Renders a variant.</summary>
    /// <param name="variant">The variant.</param>
    /// <returns>The image, or null when there were errors.</returns>
    public RenderedImage? Render(Variant variant)
    {
        var values = new ValueReader(false);
        var model = models.Of(variant, values);
        var faults = values.Errors;
        if (faults.Count > 0)
        {
            return Failed(variant, faults);
        }

        try
        {
            var path = TemplateFiles.PathOfTemplate(variant.Template.Value);
            var names = model.Keys.Concat(TemplateFunctions.Filters).ToArray();
            return Guarded(() => Render(variant, path, model), names, out var failures) ?? Failed(variant, failures);
        }
        catch (TemplateFileException error)
        {
            return Failed(variant, [new DefinitionError(variant.Template.Location, error.Message)]);
        }
    }

    private static RenderedImage? Guarded(
        Func<RenderedImage?> render,
        IReadOnlyList<string> names,
        out IEnumerable<DefinitionError> failures
    )
    {
        failures = [];
        try
        {
            return render();
        }
        catch (ScriptRuntimeException error)
        {
            failures = TemplateErrors.Of(error, names);
            return null;
        }
    }

    private RenderedImage? Render(Variant variant, string path, ScriptObject model)
    {
        var text = Plain.Render(path, model);
        var values = new ValueReader(true);
        var marked = MarkedText.Read(Marking.Render(path, models.Of(variant, values)));
        var origins = marked.Plain == text ? marked : MarkedText.Read(Marking.Render(path, models.Of(variant, new ValueReader(false))));
        var body = text.TrimEnd('\n').Split('\n');
        var lines = new List<TemplateLine> { new(path, 1) };
        lines.AddRange(LineOrigins.Complete(path, body.Length, origins.Plain == text ? origins.Origins : [], files.PathOf));
        var dockerfile = $"{DockerfileHeader.Of(variant)}\n{string.Join('\n', body)}\n";
        var markedLines = LineOrigins.Complete(path, marked.Origins.Count, marked.Origins, files.PathOf);
        var faults = marked
            .Leaks.Select(leak => Leaked(values.Marked(leak.Value), markedLines[leak.Line]))
            .Concat(new DockerfileGuard(files, variant, values.Words).Check(dockerfile, lines))
            .ToList();
        return faults.Count > 0
            ? Failed(variant, faults)
            : new RenderedImage(variant, dockerfile, $"images/{variant.Image}/{variant.FolderName}/Dockerfile", path, lines);
    }

    private static DefinitionError Leaked((string Name, SourceLocation Location) value, TemplateLine line) =>
        new(
            value.Location,
            $"{value.Name} is no plain word, and {line.File}:{line.Line} writes it unquoted: pipe it through env_value, label_value, shell_quote or json_args there"
        );

    private RenderedImage? Failed(Variant variant, IEnumerable<DefinitionError> faults)
    {
        foreach (var fault in faults)
        {
            errors.Add(fault, variant.Id);
        }

        return null;
    }
}
