using YamlDotNet.Core;

namespace Images.Definitions.Yaml;

/// <summary>A list or mapping whose end has not been read yet.</summary>
/// <param name="isMapping">True for a mapping, whose children are keys and values in turn.</param>
/// <param name="anchor">The anchor's name, or null.</param>
/// <param name="start">Where it starts.</param>
/// <param name="merges">Whether <c>&lt;&lt;</c> takes in other mappings.</param>
internal sealed class OpenNode(bool isMapping, string? anchor, Mark start, bool merges)
{
    private readonly List<YamlNode> items = [];
    private readonly List<YamlEntry> entries = [];
    private readonly List<YamlEntry> merged = [];
    private readonly Dictionary<string, YamlText> keys = new(StringComparer.Ordinal);
    private YamlNode? key;
    private long weight = 1;
    private int height;

    /// <summary>Gets the anchor's name, or null.</summary>
    public string? Anchor { get; } = anchor;

    /// <summary>Gets where it starts.</summary>
    public Mark Start { get; } = start;

    /// <summary>Takes the next child.</summary>
    /// <param name="node">An item, a key or a value.</param>
    /// <returns>What is wrong with it, or null; a child that is wrong is left out.</returns>
    public YamlProblem? Add(YamlNode node)
    {
        weight += node.Weight;
        height = Math.Max(height, node.Height);
        if (!isMapping)
        {
            items.Add(node);
            return null;
        }

        if (key is null)
        {
            key = node;
            return null;
        }

        var entryKey = key;
        key = null;
        return AddEntry(entryKey, node);
    }

    /// <summary>Makes the finished node.</summary>
    /// <param name="position">Where it starts.</param>
    /// <returns>The node.</returns>
    public YamlNode ToNode((int Line, int Column) position) =>
        isMapping
            ? new YamlMapping(
                [.. entries, .. merged.DistinctBy(static entry => entry.Key.Text).Where(entry => !keys.ContainsKey(entry.Key.Text))],
                position.Line,
                position.Column
            )
            {
                Weight = weight,
                Height = height + 1,
            }
            : new YamlList(items, position.Line, position.Column) { Weight = weight, Height = height + 1 };

    private YamlProblem? AddEntry(YamlNode entryKey, YamlNode value)
    {
        if (entryKey is not YamlText text)
        {
            var message = "a key must be text; a value that starts with '{{' needs quotes around it";
            return new(entryKey.Line, entryKey.Column, message);
        }

        if (text.IsNull)
        {
            return new(text.Line, text.Column, "a key is missing before ':'");
        }

        if (text.Text == "<<" && merges)
        {
            return Merge(value);
        }

        if (text.Text == "<<")
        {
            return new(text.Line, text.Column, "merge keys ('<<') are not supported; repeat the keys, or use an alias for a whole value");
        }

        if (!keys.TryAdd(text.Text, text))
        {
            var first = keys[text.Text];
            return new(text.Line, text.Column, $"duplicate key '{text.Text}'; the first is in line {first.Line}");
        }

        entries.Add(new(text, value));
        return null;
    }

    private YamlProblem? Merge(YamlNode value)
    {
        IReadOnlyList<YamlNode> sources = value is YamlList list ? list.Items : [value];
        if (!sources.All(static source => source is YamlMapping))
        {
            return new(value.Line, value.Column, "'<<' takes in mappings, or a list of them");
        }

        merged.AddRange(sources.Cast<YamlMapping>().SelectMany(static source => source.Entries));
        return null;
    }
}
