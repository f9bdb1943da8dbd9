using Images.Definitions;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Images.Rendering;

/// <summary>A template of a text for people, in Markdown: the family's own in <c>templates/</c>, else the program's.</summary>
/// <param name="root">The absolute path of the family's root.</param>
/// <param name="name">Its name without the ending, such as <c>release-notes</c>.</param>
public sealed class PageTemplate(string root, string name)
{
    private static readonly string[] Filters = ["markdown", "code"];

    private readonly TemplateEngine engine = new(
        new TemplateFiles(root, new Dictionary<string, string>(StringComparer.Ordinal) { [TemplateFiles.PathOfPartial(name)] = Own(name) }),
        marked: false
    );

    /// <summary>Renders the text.</summary>
    /// <param name="values">What the template sees: texts, numbers, truth values, and lists and mappings of these.</param>
    /// <returns>Markdown with LF line ends and one at its end; never two empty lines in a row outside of code.</returns>
    /// <exception cref="DefinitionException">The template cannot be used; every error names its line.</exception>
    public string Render(IReadOnlyDictionary<string, object?> values)
    {
        var model = (ScriptObject)Value(values)!;
        model.Import("markdown", (object? value) => Markdown.Text(Text(value)));
        model.Import("code", (object? value) => Markdown.Code(Text(value)));
        try
        {
            return Tidy(engine.Render(TemplateFiles.PathOfPartial(name), model));
        }
        catch (ScriptRuntimeException error)
        {
            throw new DefinitionException([.. TemplateErrors.Of(error, [.. values.Keys, .. Filters])]);
        }
        catch (TemplateFileException error)
        {
            throw new DefinitionException([
                new DefinitionError(new SourceLocation(TemplateFiles.PathOfPartial(name), 1, 1), error.Message),
            ]);
        }
    }

    private static object? Value(object? value) =>
        value switch
        {
            IReadOnlyDictionary<string, object?> members => Members(members),
            IEnumerable<object?> items => new ScriptArray(items.Select(Value)!),
            _ => value,
        };

    private static ScriptObject Members(IReadOnlyDictionary<string, object?> members)
    {
        var result = new ScriptObject();
        foreach (var (name, value) in members)
        {
            result[name] = Value(value)!;
        }

        return result;
    }

    private static string Text(object? value) =>
        value as string ?? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private static string Own(string name)
    {
        using var stream = typeof(PageTemplate).Assembly.GetManifestResourceStream($"{name}.sbn")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // Templates are written to be read, and leave empty lines where a part of them says nothing.
    private static string Tidy(string text)
    {
        var lines = new List<string>();
        var isCode = false;
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd()))
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (isCode || line.Length > 0 || (lines.Count > 0 && lines[^1].Length > 0))
            {
                lines.Add(line);
            }
        }

        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }
}
