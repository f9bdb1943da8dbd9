using Images.Definitions.Yaml;

namespace Images.Definitions;

/// <summary>Knows where the values of a matrix are written: in the list of their axis, else in <c>include</c>.</summary>
internal sealed class MatrixPlaces
{
    private readonly Dictionary<(string Axis, string Value), SourceLocation> places = [];

    private MatrixPlaces() { }

    /// <summary>Looks through a matrix.</summary>
    /// <param name="file">The file as shown to people.</param>
    /// <param name="matrix">The matrix.</param>
    /// <returns>The places.</returns>
    public static MatrixPlaces Of(string file, YamlMapping matrix)
    {
        var found = new MatrixPlaces();
        foreach (var (axis, list) in matrix.Entries.Select(entry => (entry.Key.Text, entry.Value as YamlList)))
        {
            foreach (var value in list?.Items.OfType<YamlText>() ?? [])
            {
                found.places.TryAdd((axis, value.Text), value.At(file));
            }
        }

        var included = matrix.Find("include") as YamlList;
        foreach (var entry in included?.Items.OfType<YamlMapping>().SelectMany(combination => combination.Entries) ?? [])
        {
            if (entry.Value is YamlText value)
            {
                found.places.TryAdd((entry.Key.Text, value.Text), value.At(file));
            }
        }

        return found;
    }

    /// <summary>Finds the values of a combination.</summary>
    /// <param name="values">The values by their axes.</param>
    /// <returns>Where they are written, by their axes.</returns>
    public IReadOnlyDictionary<string, SourceLocation> Of(IReadOnlyDictionary<string, string> values)
    {
        var found = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var (axis, value) in values)
        {
            if (places.TryGetValue((axis, value), out var place))
            {
                found.Add(axis, place);
            }
        }

        return found;
    }
}
