using Images.Definitions.Yaml;

namespace Images.Definitions.Structure;

/// <summary>Reads the values of one mapping of a structure test, as strictly or leniently as the original does.</summary>
/// <param name="file">The file as shown to people.</param>
/// <param name="mapping">The mapping.</param>
/// <param name="isJson">Whether it is JSON, whose unknown keys are passed over and whose keys may be written in any case.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class StructureSection(string file, YamlMapping mapping, bool isJson, DefinitionErrors errors)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>Gets where it starts.</summary>
    public SourceLocation Location => mapping.At(file);

    /// <summary>Gets whether it is JSON.</summary>
    public bool IsJson => isJson;

    /// <summary>Finds where a value stands.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The place; that of the mapping where the key is absent.</returns>
    public SourceLocation Place(string key) => Find(key)?.At(file) ?? Location;

    /// <summary>Reads a text.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The text; empty where it is absent.</returns>
    public string Text(string key) => Find(key) is { } node ? Text(node, $"'{key}'").Value : string.Empty;

    /// <summary>Reads a text with its place.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The text; empty where it is absent.</returns>
    public Located<string> LocatedText(string key) => Find(key) is { } node ? Text(node, $"'{key}'") : new(string.Empty, Location);

    /// <summary>Reads a truth value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="absent">What holds where it is absent.</param>
    public bool Flag(string key, bool absent = false) =>
        Find(key) is not { } node ? absent : Read<bool>(node, $"'{key}'", "true or false", Scalars.Flag);

    /// <summary>Reads a whole number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="absent">What holds where it is absent.</param>
    public int Number(string key, int absent = 0) =>
        Find(key) is not { } node ? absent : Read<int>(node, $"'{key}'", "a whole number", Scalars.Number);

    /// <summary>Reads a list of texts.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The texts; null where it is absent.</returns>
    public IReadOnlyList<Located<string>>? Texts(string key) => Find(key) is { } node ? Texts(node, $"'{key}'") : null;

    /// <summary>Reads a list of lists of texts.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The lists; empty where it is absent.</returns>
    public IReadOnlyList<IReadOnlyList<string>> Commands(string key) =>
        [
            .. Items(Find(key), $"'{key}'")
                .Select(item =>
                    IsNull(item) ? [] : (IReadOnlyList<string>)[.. Texts(item, $"an item of '{key}'").Select(text => text.Value)]
                ),
        ];

    /// <summary>Reads a list of mappings.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The mappings; empty where it is absent.</returns>
    public IReadOnlyList<StructureSection> Sections(string key) =>
        [.. Items(Find(key), $"'{key}'").Select(item => Section(item, $"an item of '{key}'"))];

    /// <summary>Reads a mapping.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The mapping, or null where it is absent.</returns>
    public StructureSection? Section(string key) => Find(key) is { } node ? Section(node, $"'{key}'") : null;

    /// <summary>Refuses all keys that nobody has asked for; JSON's are passed over.</summary>
    public void RefuseOthers()
    {
        foreach (var key in isJson ? [] : mapping.Entries.Select(static entry => entry.Key).Where(key => !known.Contains(key.Text)))
        {
            errors.Add(file, key, $"unknown key '{TextProblems.Quote(key.Text)}'{Hint(key.Text)}");
        }
    }

    // 'env' is what people write who come from elsewhere.
    private string Hint(string key) =>
        key == "env" && known.Contains("envVars") ? " (did you mean 'envVars'?)" : NearNames.Hint(key, known.Order(StringComparer.Ordinal));

    private YamlNode? Find(string key)
    {
        known.Add(key);
        var found =
            mapping.Find(key)
            ?? (
                isJson
                    ? mapping.Entries.LastOrDefault(entry => string.Equals(entry.Key.Text, key, StringComparison.OrdinalIgnoreCase))?.Value
                    : null
            );
        return found is null || IsNull(found) ? null : found;
    }

    private StructureSection Section(YamlNode node, string what)
    {
        if (node is not YamlMapping && !IsNull(node))
        {
            errors.Add(file, node, $"{what} must be a mapping of keys to values");
        }

        var inner = node as YamlMapping ?? new YamlMapping([], node.Line, node.Column) { Weight = 1, Height = 1 };
        return new(file, inner, isJson, errors);
    }

    private IReadOnlyList<Located<string>> Texts(YamlNode node, string what) =>
        [.. Items(node, what).Select(item => IsNull(item) ? new(string.Empty, item.At(file)) : Text(item, $"an item of {what}"))];

    private IReadOnlyList<YamlNode> Items(YamlNode? node, string what)
    {
        if (node is not null and not YamlList)
        {
            errors.Add(file, node, $"{what} must be a list; put it in [ ]");
        }

        return node is YamlList list ? list.Items : [];
    }

    private Located<string> Text(YamlNode node, string what)
    {
        if (node is YamlText text && (!isJson || !text.IsPlain))
        {
            return new(text.Text, text.At(file));
        }

        errors.Add(file, node, $"{what} must be text{(node is YamlText ? "; put it in quotes" : "")}");
        return new(string.Empty, node.At(file));
    }

    private T Read<T>(YamlNode node, string what, string kind, Func<YamlText, bool, T?> read)
        where T : struct
    {
        if (node is YamlText text && read(text, isJson) is { } value)
        {
            return value;
        }

        var quoted = node is YamlText { IsPlain: false } ? ", without quotes" : "";
        errors.Add(file, node, $"{what} must be {kind}{quoted}");
        return default;
    }

    private static bool IsNull(YamlNode node) => node is YamlText { IsPlain: true, Text: "" or "~" or "null" or "Null" or "NULL" };
}
