using Images.Definitions.Yaml;

namespace Images.Definitions;

/// <summary>Collects what is wrong in a family's files, so that all of it can be said in one go.</summary>
internal sealed class DefinitionErrors
{
    private readonly HashSet<DefinitionError> errors = [];

    /// <summary>Gets whether nothing is wrong so far.</summary>
    public bool IsEmpty => errors.Count == 0;

    /// <summary>Adds one; the same one at the same place counts once.</summary>
    /// <param name="location">Where.</param>
    /// <param name="message">What is wrong and what to do.</param>
    public void Add(SourceLocation location, string message) => errors.Add(new(location, message));

    /// <summary>Adds one at a node.</summary>
    /// <param name="file">The file as shown to people.</param>
    /// <param name="node">The node.</param>
    /// <param name="message">What is wrong and what to do.</param>
    public void Add(string file, YamlNode node, string message) => Add(node.At(file), message);

    /// <summary>Takes over what another collection holds.</summary>
    /// <param name="others">The other collection.</param>
    public void AddAll(DefinitionErrors others) => errors.UnionWith(others.errors);

    /// <summary>Stops when anything is wrong.</summary>
    /// <exception cref="DefinitionException">There is at least one error; they are sorted by file, line and column.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
        {
            throw new DefinitionException(Sorted());
        }
    }

    private IReadOnlyList<DefinitionError> Sorted() =>
        [
            .. errors
                .OrderBy(error => error.Location.File, StringComparer.Ordinal)
                .ThenBy(error => error.Location.Line)
                .ThenBy(error => error.Location.Column)
                .ThenBy(error => error.Message, StringComparer.Ordinal),
        ];
}
