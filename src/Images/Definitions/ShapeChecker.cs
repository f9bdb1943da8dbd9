using Images.Definitions.Syntax;
using Images.Definitions.Yaml;

namespace Images.Definitions;

/// <summary>Compares a file with the table of keys, and leaves out what is wrong so that the rest can still be read.</summary>
/// <param name="file">The file as shown to people.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class ShapeChecker(string file, DefinitionErrors errors)
{
    private static readonly ListShape Combinations = new(new MapShape(TextRules.AnyKey, new TextShape(TextRules.PlainValue)))
    {
        NotEmpty = true,
    };
    private static readonly ListShape AxisValues = new(new TextShape(TextRules.AxisValue)) { Distinct = true, NotEmpty = true };

    /// <summary>Checks a value.</summary>
    /// <param name="node">The value.</param>
    /// <param name="shape">What it must be.</param>
    /// <param name="what">What it is called in messages, such as <c>'tags'</c>.</param>
    /// <returns>The value without its wrong parts, or null when nothing is left.</returns>
    public YamlNode? Check(YamlNode node, Shape shape, string what)
    {
        if (node is YamlText { IsNull: true })
        {
            errors.Add(file, node, $"{what} has no value; give it one or leave it out");
            return null;
        }

        return shape switch
        {
            TextShape text => CheckText(node, text.Rule, what),
            CommandShape command => CheckCommand(node, command, what),
            ListShape list => CheckList(node, list, what),
            MapShape map => CheckMap(node, map, what),
            RecordShape record => CheckRecord(node, record, what),
            ChoiceShape choice => CheckRecord(node, node is YamlMapping mapping ? choice.Of(mapping) : choice.Alternatives[0].Shape, what),
            NamedShape named => node is YamlMapping ? CheckRecord(node, named.Record, what) : CheckName(node, named, what),
            WordOrListShape either => node is YamlText ? CheckText(node, either.Word, what) : CheckList(node, either.List, what),
            MatrixShape => CheckMatrix(node, what),
            _ => CheckFree(node, what),
        };
    }

    private YamlText? CheckText(YamlNode node, TextRule rule, string what)
    {
        if (node is not YamlText text)
        {
            errors.Add(file, node, $"{what} must be text, not {Kind(node)}");
            return null;
        }

        // What a value becomes once its axes are replaced is checked then.
        if (rule.Interpolated && Interpolator.IsNeeded(text.Text))
        {
            rule = rule with { IsValid = static _ => true };
        }

        if (TextProblems.Of(rule, text.Text) is { } problem)
        {
            errors.Add(file, text, Said(problem, what));
            return null;
        }

        return text;
    }

    private YamlNode? CheckCommand(YamlNode node, CommandShape shape, string what) =>
        node switch
        {
            YamlList { Items.Count: 0 } when !shape.MayBeEmpty => Wrong(node, $"{what} is an empty list; give the program to run"),
            YamlList => CheckList(node, new ListShape(new TextShape(shape.Rule)), what),
            YamlText { Text.Length: 0 } => Wrong(node, $"{what} must not be empty"),
            YamlText => CheckText(node, shape.Rule, what),
            _ => Wrong(node, $"{what} must be text or a list of texts, not {Kind(node)}"),
        };

    private YamlNode? CheckList(YamlNode node, ListShape shape, string what)
    {
        if (node is not YamlList list)
        {
            return Wrong(node, $"{what} must be a list, not {Kind(node)}{(node is YamlText ? "; put it in [ ]" : "")}");
        }

        if (list.Items.Count == 0 && shape.NotEmpty)
        {
            return Wrong(node, $"{what} must not be empty");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var items = new List<YamlNode>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (Check(item, shape.Item, $"an item of {what}") is not { } good)
            {
                continue;
            }

            if (shape.Distinct && good is YamlText text && !seen.Add(text.Text))
            {
                errors.Add(file, item, $"'{TextProblems.Quote(text.Text)}' stands twice in {what}");
                continue;
            }

            items.Add(good);
        }

        return list with
        {
            Items = items,
        };
    }

    private YamlNode? CheckMap(YamlNode node, MapShape shape, string what)
    {
        if (node is not YamlMapping mapping)
        {
            return Wrong(node, $"{what} must be a mapping of keys to values, not {Kind(node)}");
        }

        var entries = new List<YamlEntry>(mapping.Entries.Count);
        foreach (var entry in mapping.Entries)
        {
            if (TextProblems.Of(shape.KeyRule, entry.Key.Text) is { } problem)
            {
                errors.Add(file, entry.Key, Said(problem, $"a key of {what}"));
            }
            else if (Check(entry.Value, shape.Value, $"'{entry.Key.Text}'") is { } value)
            {
                entries.Add(entry with { Value = value });
            }
        }

        return mapping with
        {
            Entries = entries,
        };
    }

    private YamlNode? CheckRecord(YamlNode node, RecordShape shape, string what)
    {
        if (node is not YamlMapping mapping)
        {
            return Wrong(node, $"{what} must be a mapping of keys to values, not {Kind(node)}");
        }

        var entries = new List<YamlEntry>(mapping.Entries.Count);
        foreach (var entry in mapping.Entries)
        {
            var name = entry.Key.Text;
            if (shape.Keys.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal)) is not { } key)
            {
                errors.Add(file, entry.Key, UnknownKey(name, shape));
            }
            else if (Check(entry.Value, key.Shape, $"'{name}'") is { } value)
            {
                entries.Add(entry with { Value = value });
            }
        }

        foreach (var key in shape.Keys.Where(key => key.Required && mapping.Find(key.Name) is null))
        {
            errors.Add(file, node, $"'{key.Name}' is missing in {what}");
        }

        return mapping with
        {
            Entries = entries,
        };
    }

    private static string UnknownKey(string name, RecordShape shape)
    {
        if (DefinitionKeys.All.FirstOrDefault(key => string.Equals(key.Name, name, StringComparison.Ordinal)) is { } elsewhere)
        {
            if (ReferenceEquals(shape, DefinitionKeys.Image))
            {
                return $"'{name}' belongs in images/family.yaml";
            }

            if (ReferenceEquals(shape, DefinitionKeys.Family) && elsewhere.Level == Level.Image)
            {
                return $"'{name}' belongs in an image's image.yaml";
            }
        }

        return $"unknown key '{TextProblems.Quote(name)}'{NearNames.Hint(name, shape.Keys.Select(key => key.Name))}";
    }

    private YamlNode? CheckName(YamlNode node, NamedShape shape, string what) =>
        node is YamlText ? CheckText(node, shape.Rule, what) : Wrong(node, $"{what} must be a name or a mapping, not {Kind(node)}");

    private YamlNode? CheckMatrix(YamlNode node, string what)
    {
        if (node is not YamlMapping mapping)
        {
            return Wrong(node, $"{what} must be a mapping of axes to lists of values, not {Kind(node)}");
        }

        var entries = new List<YamlEntry>(mapping.Entries.Count);
        foreach (var entry in mapping.Entries)
        {
            var isAxis = entry.Key.Text is not ("include" or "exclude");
            if (isAxis && AxisNames.Problem(entry.Key.Text) is { } problem)
            {
                errors.Add(file, entry.Key, problem);
            }
            else if (Check(entry.Value, isAxis ? AxisValues : Combinations, $"'{entry.Key.Text}'") is { } value)
            {
                entries.Add(entry with { Value = value });
            }
        }

        return mapping with
        {
            Entries = entries,
        };
    }

    private YamlNode? CheckFree(YamlNode node, string what) =>
        node switch
        {
            YamlList list => CheckList(list, new ListShape(new FreeShape()), what),
            YamlMapping mapping => CheckMap(mapping, new MapShape(TextRules.AnyKey, new FreeShape()), what),
            _ => CheckText(node, TextRules.FreeText, what),
        };

    private YamlNode? Wrong(YamlNode node, string message)
    {
        errors.Add(file, node, message);
        return null;
    }

    /// <summary>Puts the name of a value before a problem that does not quote it.</summary>
    private static string Said(string problem, string what) => problem[0] == '\'' ? problem : $"{what} {problem}";

    private static string Kind(YamlNode node) =>
        node switch
        {
            YamlList => "a list",
            YamlMapping => "a mapping",
            _ => "a text",
        };
}
