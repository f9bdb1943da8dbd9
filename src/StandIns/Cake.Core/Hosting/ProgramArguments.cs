namespace Cake.Core;

/// <summary>The arguments that the command line left for the program.</summary>
internal sealed class ProgramArguments : ICakeArguments
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds one occurrence; one without a value counts as present and has the value null.</summary>
    internal void Add(string name, string? value)
    {
        if (!_values.TryGetValue(name, out var values))
        {
            _values[name] = values = [];
        }

        values.Add(value!);
    }

    public bool HasArgument(string name) => _values.ContainsKey(name);

    public ICollection<string> GetArguments(string name) => _values.TryGetValue(name, out var values) ? values : [];

    public IDictionary<string, ICollection<string>> GetArguments()
    {
        var copy = new Dictionary<string, ICollection<string>>(_values.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in _values)
        {
            copy[name] = values;
        }

        return copy;
    }
}
