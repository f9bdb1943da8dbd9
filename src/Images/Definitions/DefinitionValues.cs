using Images.Definitions.Yaml;

namespace Images.Definitions;

/// <summary>Reads values out of a mapping that was checked before, so a value is either absent or of the right shape.</summary>
/// <param name="file">The file as shown to people.</param>
/// <param name="mapping">The mapping.</param>
internal sealed class DefinitionValues(string file, YamlMapping mapping)
{
    /// <summary>Gets where the mapping starts.</summary>
    public SourceLocation Location => mapping.At(file);

    /// <summary>Gets the keys and values.</summary>
    public IEnumerable<(Located<string> Key, DefinitionValues Value)> Sections =>
        mapping.Entries.Select(entry => (Locate(entry.Key), new DefinitionValues(file, (YamlMapping)entry.Value)));

    /// <summary>Reads a text.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The text, or null when the key is absent.</returns>
    public Located<string>? Text(string key) => mapping.Find(key) is YamlText text ? Locate(text) : null;

    /// <summary>Reads a list of texts.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The texts, or null when the key is absent.</returns>
    public IReadOnlyList<Located<string>>? Texts(string key) =>
        mapping.Find(key) is YamlList list ? [.. list.Items.OfType<YamlText>().Select(Locate)] : null;

    /// <summary>Reads a mapping of texts over another one: a key that is in both takes the new value and keeps its place.</summary>
    /// <param name="key">The key.</param>
    /// <param name="inherited">The other one.</param>
    /// <returns>The merged mapping; <paramref name="inherited"/> itself when the key is absent.</returns>
    public OrderedDictionary<string, Located<string>> Merged(string key, OrderedDictionary<string, Located<string>> inherited)
    {
        if (mapping.Find(key) is not YamlMapping own)
        {
            return inherited;
        }

        var merged = new OrderedDictionary<string, Located<string>>(inherited, StringComparer.Ordinal);
        foreach (var entry in own.Entries)
        {
            merged[entry.Key.Text] = Locate((YamlText)entry.Value);
        }

        return merged;
    }

    /// <summary>Reads a command.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The command, or null when the key is absent.</returns>
    public CommandLine? Command(string key) =>
        mapping.Find(key) switch
        {
            YamlText text => new([text.Text], IsShell: true, text.At(file)),
            YamlList list => new([.. list.Items.OfType<YamlText>().Select(static item => item.Text)], IsShell: false, list.At(file)),
            _ => null,
        };

    /// <summary>Reads free values.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Texts, lists and mappings, or null when the key is absent.</returns>
    public IReadOnlyDictionary<string, object>? Free(string key) =>
        mapping.Find(key) is YamlMapping free ? (IReadOnlyDictionary<string, object>)ToObject(free) : null;

    /// <summary>Gets where each value is written, by key.</summary>
    public IEnumerable<(string Key, SourceLocation Place)> Places =>
        mapping.Entries.Select(entry => (entry.Key.Text, entry.Value.At(file)));

    /// <summary>Finds where a value is written.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Null when the key is absent.</returns>
    public SourceLocation? PlaceOf(string key) => mapping.Find(key)?.At(file);

    /// <summary>Reads a nested mapping.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its values, or null when the key is absent.</returns>
    public DefinitionValues? Section(string key) => mapping.Find(key) is YamlMapping section ? new(file, section) : null;

    /// <summary>Reads a list of mappings.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The values of each; empty when the key is absent.</returns>
    public IEnumerable<DefinitionValues> List(string key) =>
        mapping.Find(key) is YamlList list ? list.Items.OfType<YamlMapping>().Select(item => new DefinitionValues(file, item)) : [];

    private Located<string> Locate(YamlText text) => new(text.Text, text.At(file));

    private static object ToObject(YamlNode node)
    {
        switch (node)
        {
            case YamlText text:
                return text.Text;
            case YamlList list:
                return (IReadOnlyList<object>)[.. list.Items.Select(ToObject)];
            default:
                var entries = ((YamlMapping)node).Entries;
                return new OrderedDictionary<string, object>(
                    entries.Select(static entry => KeyValuePair.Create(entry.Key.Text, ToObject(entry.Value))),
                    StringComparer.Ordinal
                );
        }
    }
}
