using System.Text.Json;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace StandIns.Scriban;

/// <summary>One recorded template with its model, and the text or the message that the package gave for it.</summary>
internal sealed record TemplateCase(string Name, string Template, ScriptObject Model, string Expected)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Goldens", "cases");

    /// <summary>The names of all cases, in order.</summary>
    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder, "*.sbn").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal);

    public static TemplateCase Read(string name)
    {
        var path = Path.Combine(Folder, name);
        var model = new ScriptObject();
        if (File.Exists(path + ".json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path + ".json"));
            model = (ScriptObject)Value(document.RootElement)!;
        }

        var expected = File.Exists(path + ".out") ? path + ".out" : path + ".err";
        return new TemplateCase(name, File.ReadAllText(path + ".sbn"), model, File.ReadAllText(expected));
    }

    /// <summary>The rendered text, or the message of the first error and a newline.</summary>
    public string Render()
    {
        var template = global::Scriban.Template.Parse(Template, Name + ".sbn");
        if (template.HasErrors)
        {
            return template.Messages.First(message => message.Type == ParserMessageType.Error) + "\n";
        }

        var context = new TemplateContext
        {
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            EnableRelaxedTargetAccess = false,
            EnableRelaxedIndexerAccess = false,
            EnableRelaxedFunctionAccess = false,
            NewLine = "\n",
            TemplateLoader = new PartialsLoader(Folder),
        };
        context.PushGlobal(Model);
        try
        {
            return template.Render(context);
        }
        catch (ScriptRuntimeException e)
        {
            return e.Message + "\n";
        }
    }

    // The cases were recorded with every number of a model as a double.
    private static object? Value(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => Members(json),
            JsonValueKind.Array => new ScriptArray(json.EnumerateArray().Select(Value)),
            JsonValueKind.String => json.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => json.GetDouble(),
            _ => null,
        };

    private static ScriptObject Members(JsonElement json)
    {
        var members = new ScriptObject();
        foreach (var member in json.EnumerateObject())
        {
            members[member.Name] = Value(member.Value);
        }

        return members;
    }
}
