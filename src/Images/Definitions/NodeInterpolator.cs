using Images.Definitions.Syntax;
using Images.Definitions.Yaml;

namespace Images.Definitions;

/// <summary>Replaces the axes in all values of a file for one combination of the matrix.</summary>
/// <param name="file">The file as shown to people.</param>
/// <param name="interpolator">Replaces them in one text.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class NodeInterpolator(string file, Interpolator interpolator, DefinitionErrors errors)
{
    /// <summary>Replaces the axes in a value and checks the result.</summary>
    /// <param name="node">The value, of the right shape.</param>
    /// <param name="shape">What it is.</param>
    /// <returns>The value, the very same one when there was nothing to replace; null when it is wrong.</returns>
    public YamlNode? Apply(YamlNode node, Shape shape) =>
        (node, shape) switch
        {
            (YamlText text, TextShape { Rule: var rule }) => Apply(text, rule),
            (YamlText text, CommandShape { Rule: var rule }) => Apply(text, rule),
            (YamlText text, FreeShape) => Apply(text, TextRules.FreeText),
            (YamlList list, ListShape { Item: var item }) => Apply(list, item),
            (YamlList list, CommandShape { Rule: var rule }) => Apply(list, new TextShape(rule)),
            (YamlList list, FreeShape) => Apply(list, shape),
            (YamlMapping mapping, MapShape { Value: var value }) => Apply(mapping, _ => value),
            (YamlMapping mapping, RecordShape record) => Apply(mapping, record.Find),
            (YamlMapping mapping, ChoiceShape choice) => Apply(mapping, choice.Of(mapping).Find),
            (YamlText text, NamedShape { Rule: var rule }) => Apply(text, rule),
            (YamlMapping mapping, NamedShape { Record: var record }) => Apply(mapping, record.Find),
            (YamlText text, WordOrListShape { Word: var word }) => Apply(text, word),
            (YamlList list, WordOrListShape { List.Item: var item }) => Apply(list, item),
            (YamlMapping mapping, FreeShape) => Apply(mapping, _ => shape),
            _ => node,
        };

    /// <summary>Replaces the axes in a text and checks the result.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rule">What it must look like.</param>
    /// <returns>The text, or null when it is wrong.</returns>
    public YamlText? Apply(YamlText text, TextRule rule)
    {
        if (!rule.Interpolated || !Interpolator.IsNeeded(text.Text))
        {
            return text;
        }

        var result = interpolator.Render(text.Text, out var failure);
        var problem = failure ?? TextProblems.Of(rule, result);
        if (problem is null)
        {
            return text with { Text = result };
        }

        errors.Add(file, text, failure is null ? $"{problem}, which '{TextProblems.Quote(text.Text)}' becomes here" : problem);
        return null;
    }

    private YamlList Apply(YamlList list, Shape item)
    {
        List<YamlNode>? changed = null;
        for (var index = 0; index < list.Items.Count; index++)
        {
            var before = list.Items[index];
            var after = Apply(before, item);
            if (changed is null && !ReferenceEquals(before, after))
            {
                changed = [.. list.Items.Take(index)];
            }

            if (after is not null)
            {
                changed?.Add(after);
            }
        }

        return changed is null ? list : list with { Items = changed };
    }

    private YamlMapping Apply(YamlMapping mapping, Func<string, Shape> shapeOf)
    {
        List<YamlEntry>? changed = null;
        for (var index = 0; index < mapping.Entries.Count; index++)
        {
            var entry = mapping.Entries[index];
            var after = Apply(entry.Value, shapeOf(entry.Key.Text));
            if (changed is null && !ReferenceEquals(entry.Value, after))
            {
                changed = [.. mapping.Entries.Take(index)];
            }

            if (after is not null)
            {
                changed?.Add(entry with { Value = after });
            }
        }

        return changed is null ? mapping : mapping with { Entries = changed };
    }
}
