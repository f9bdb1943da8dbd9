using System.Text;
using Images.Definitions.Syntax;

namespace Images.Definitions;

/// <summary>Writes <c>docs/definitions.md</c>: every key of the definition files, from the table that reads them.</summary>
public static class KeysPage
{
    private const int MostNested = 4;

    /// <summary>Writes the page.</summary>
    /// <returns>Markdown, LF line ends.</returns>
    public static string Write()
    {
        var text = new StringBuilder("# Every key of a definition\n\n");
        text.Append(
            "<!-- Written from the table that reads the files, by the tests with UPDATE_GOLDENS=1; a test keeps it current. -->\n\n"
        );
        text.Append("`images/family.yaml` says what holds for all images, `images/NAME/image.yaml` what holds for one. ");
        text.Append("`args`, `env`, `labels` and `eol` are merged by key\n");
        text.Append("from the family over the parents to the image, `test` is appended, everything else is replaced. ");
        text.Append("Texts may hold `{{ axis }}`, `{{ axis | minor }}` and\n`{{ axis | major }}`; everything is text, as it is written. ");
        text.Append("Editors check and complete all of it with the JSON schemas beside the files.\n");
        Section(text, "images/family.yaml", Level.Family);
        Section(text, "images/NAME/image.yaml", Level.Image);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string file, Level level)
    {
        text.Append(null, $"\n## {file}\n\n| key | what stands there | if left out | what it does |\n| --- | --- | --- | --- |\n");
        foreach (var key in DefinitionKeys.All.Where(key => key.Level.HasFlag(level)))
        {
            Rows(text, key, string.Empty, 0);
        }
    }

    private static void Rows(StringBuilder text, Key key, string path, int depth)
    {
        var name = path + key.Name;
        var without =
            key.Required ? "an error"
            : key.Default is { } known ? Escape(known)
            : string.Empty;
        text.Append(null, $"| `{name}` | {Escape(Words(key.Shape))} | {without} | {Escape(key.Description)} |\n");
        if (depth < MostNested)
        {
            Inner(text, key.Shape, name, depth + 1);
        }
    }

    private static void Inner(StringBuilder text, Shape shape, string name, int depth)
    {
        switch (shape)
        {
            case RecordShape record:
                foreach (var key in record.Keys)
                {
                    Rows(text, key, $"{name}.", depth);
                }

                break;
            case ListShape list:
                Inner(text, list.Item, $"{name}[]", depth);
                break;
            case NamedShape named:
                Inner(text, named.Record, name, depth);
                break;
            case MapShape map:
                Inner(text, map.Value, $"{name}.*", depth);
                break;
            case ChoiceShape choice:
                foreach (var key in choice.Alternatives.SelectMany(alternative => alternative.Shape.Keys).DistinctBy(key => key.Name))
                {
                    Rows(text, key, $"{name}.", depth);
                }

                break;
        }
    }

    private static string Words(Shape shape) =>
        shape switch
        {
            TextShape text => text.Rule.Name,
            ListShape list => $"a list: {Words(list.Item)}",
            MapShape map => $"a map: {map.KeyRule.Name} -> {Words(map.Value)}",
            RecordShape => "a map of the keys below",
            CommandShape => "a line for the shell, or a list of a program and its arguments",
            ChoiceShape choice =>
                $"one of {string.Join(", ", choice.Alternatives.Select(alternative => alternative.Key))}, with the keys below",
            NamedShape named => $"{named.Rule.Name}, or a map of the keys below",
            WordOrListShape either => $"{either.Word.Name}, or {Words(either.List)}",
            MatrixShape => "axes with lists of values, `include`, `exclude`",
            _ => "anything",
        };

    private static string Escape(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace("*", "\\*", StringComparison.Ordinal);
}
