using Images.Definitions;
using Images.Rendering.Importing.Hcl;

namespace Images.Rendering.Importing.Bake;

/// <summary>A target of a bake file, one cell of its matrix, with what it inherits.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Block">The name of the block that it comes from; all cells of a matrix share it.</param>
/// <param name="Cell">The values of the matrix's axes, as text, in the order of the axes.</param>
/// <param name="Values">Its attributes, null ones left out.</param>
/// <param name="Location">Where it stands.</param>
internal sealed record BakeTarget(
    string Name,
    string Block,
    IReadOnlyList<KeyValuePair<string, string>> Cell,
    IReadOnlyDictionary<string, object?> Values,
    SourceLocation Location
)
{
    /// <summary>Gets a text.</summary>
    /// <param name="name">The attribute.</param>
    /// <returns>The text, or null.</returns>
    /// <exception cref="ImportException">It is something else.</exception>
    public string? Text(string name) => Read(name, value => HclValue.Text(value));

    /// <summary>Gets a list of texts.</summary>
    /// <param name="name">The attribute.</param>
    /// <returns>The texts; empty when there is no such attribute.</returns>
    /// <exception cref="ImportException">It is something else.</exception>
    public IReadOnlyList<string> Texts(string name) =>
        Read(name, value => HclValue.List(value).Where(item => item is not null).Select(HclValue.Text).ToList()) ?? [];

    /// <summary>Gets a map of texts.</summary>
    /// <param name="name">The attribute.</param>
    /// <returns>The entries, null ones left out; empty when there is no such attribute.</returns>
    /// <exception cref="ImportException">It is something else.</exception>
    public IReadOnlyDictionary<string, string> Map(string name) =>
        Read(
            name,
            value =>
                HclValue
                    .Entries(value)
                    .Where(entry => entry.Value is not null)
                    .ToDictionary(entry => entry.Key, entry => HclValue.Text(entry.Value), StringComparer.Ordinal)
        ) ?? [];

    private T? Read<T>(string name, Func<object?, T> read)
        where T : class
    {
        try
        {
            return Values.TryGetValue(name, out var value) ? read(value) : null;
        }
        catch (FormatException error)
        {
            throw new ImportException(Location, $"target '{Name}', {name}: {error.Message}");
        }
    }
}
