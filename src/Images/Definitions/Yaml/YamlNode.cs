namespace Images.Definitions.Yaml;

/// <summary>A value in a YAML file and where it starts.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1, in UTF-16 units.</param>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>Gets how many nodes this one stands for, itself included, with every alias written out.</summary>
    public required long Weight { get; init; }

    /// <summary>Gets the number of levels below and including this one.</summary>
    public required int Height { get; init; }
}

/// <summary>A text. Numbers, dates and booleans are texts too, exactly as written.</summary>
/// <param name="Text">The text after YAML's own quoting.</param>
/// <param name="IsNull">True for a plain <c>~</c>, <c>null</c> or nothing.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
internal sealed record YamlText(string Text, bool IsNull, int Line, int Column) : YamlNode(Line, Column)
{
    /// <summary>Gets whether it was written without quotes, so that others would take it for a number or a boolean.</summary>
    public bool IsPlain { get; init; }
}

/// <summary>A list.</summary>
/// <param name="Items">In the order written.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
internal sealed record YamlList(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column);

/// <summary>A mapping with distinct texts as keys.</summary>
/// <param name="Entries">In the order written.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
internal sealed record YamlMapping(IReadOnlyList<YamlEntry> Entries, int Line, int Column) : YamlNode(Line, Column)
{
    /// <summary>Finds a value by its key.</summary>
    /// <param name="key">The key, compared ordinally.</param>
    /// <returns>The value, or null when the key is not there.</returns>
    public YamlNode? Find(string key) =>
        Entries.FirstOrDefault(entry => string.Equals(entry.Key.Text, key, StringComparison.Ordinal))?.Value;
}

/// <summary>A key and its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
internal sealed record YamlEntry(YamlText Key, YamlNode Value);
