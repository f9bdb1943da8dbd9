using Images.Definitions.Yaml;

namespace Images.Definitions.Syntax;

/// <summary>What may stand behind a key.</summary>
internal abstract record Shape;

/// <summary>One text.</summary>
/// <param name="Rule">What it must look like.</param>
internal sealed record TextShape(TextRule Rule) : Shape;

/// <summary>A list of equal things.</summary>
/// <param name="Item">What each is.</param>
internal sealed record ListShape(Shape Item) : Shape
{
    /// <summary>Gets whether an item may stand only once.</summary>
    public bool Distinct { get; init; }

    /// <summary>Gets whether the list must not be empty.</summary>
    public bool NotEmpty { get; init; }
}

/// <summary>A mapping with free keys.</summary>
/// <param name="KeyRule">What the keys must look like.</param>
/// <param name="Value">What the values are.</param>
internal sealed record MapShape(TextRule KeyRule, Shape Value) : Shape;

/// <summary>A mapping with known keys.</summary>
/// <param name="Keys">The keys.</param>
internal sealed record RecordShape(IReadOnlyList<Key> Keys) : Shape
{
    /// <summary>Gets what may stand behind a known key.</summary>
    /// <param name="name">The key.</param>
    /// <returns>Its shape.</returns>
    public Shape Find(string name) => Keys.First(key => string.Equals(key.Name, name, StringComparison.Ordinal)).Shape;
}

/// <summary>A command: a text for the shell, or a list that is executed as it is.</summary>
/// <param name="Rule">What the text or each element must look like.</param>
internal sealed record CommandShape(TextRule Rule) : Shape
{
    /// <summary>Gets whether the list may be empty, which takes away an inherited command.</summary>
    public bool MayBeEmpty { get; init; }
}

/// <summary>One of several records, told apart by a key that only one of them has.</summary>
/// <param name="Alternatives">The key that decides, and the record; the first is meant when no such key is there.</param>
internal sealed record ChoiceShape(IReadOnlyList<(string Key, RecordShape Shape)> Alternatives) : Shape
{
    /// <summary>Gets the record that a mapping is meant to be.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <returns>The record.</returns>
    public RecordShape Of(YamlMapping mapping) =>
        Alternatives
            .Where(alternative => mapping.Find(alternative.Key) is not null)
            .Select(static alternative => alternative.Shape)
            .FirstOrDefault(Alternatives[0].Shape);
}

/// <summary>A name, or a record that says more than the name.</summary>
/// <param name="Rule">What the name must look like.</param>
/// <param name="Record">The record.</param>
internal sealed record NamedShape(TextRule Rule, RecordShape Record) : Shape;

/// <summary>A word that stands alone, or a list.</summary>
/// <param name="Word">What the word must be.</param>
/// <param name="List">The list.</param>
internal sealed record WordOrListShape(TextRule Word, ListShape List) : Shape;

/// <summary>Texts, lists and mappings, nested at will.</summary>
internal sealed record FreeShape : Shape;

/// <summary>Axes with their values, and <c>include</c> and <c>exclude</c>.</summary>
internal sealed record MatrixShape : Shape;
