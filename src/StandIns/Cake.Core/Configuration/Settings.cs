using Cake.Core.IO;

namespace Cake.Core.Configuration;

/// <summary>
/// Settings from the program, from the environment and from the working directory's <c>cake.config</c>; the later wins.
/// </summary>
internal sealed class Settings : ICakeConfiguration
{
    private const string Prefix = "CAKE_";

    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);

    internal Settings(IEnumerable<KeyValuePair<string, string>> defaults, IFileSystem fileSystem, ICakeEnvironment environment)
    {
        foreach (var (key, value) in defaults)
        {
            _values[Normalize(key)] = value;
        }

        var variables = environment.GetEnvironmentVariables();
        foreach (var (name, value) in variables)
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                _values[Normalize(name[Prefix.Length..])] = value;
            }
        }

        var file = fileSystem.GetFile(environment.WorkingDirectory.CombineWithFilePath("cake.config"));
        if (file.Exists)
        {
            using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.Read);
            using var reader = new StreamReader(stream);
            foreach (var (key, value) in ConfigurationFile.Parse(reader.ReadToEnd()))
            {
                _values[Normalize(key)] = Expand(value, variables);
            }
        }
    }

    public string? GetValue(string key) => _values.GetValueOrDefault(Normalize(key));

    private static string Normalize(string key) => key.Trim().Replace('.', '_');

    // %NAME% becomes the variable's value; what names no variable stays.
    private static string Expand(string value, IDictionary<string, string?> variables)
    {
        var from = 0;
        while (value.IndexOf('%', from) is >= 0 and var open && value.IndexOf('%', open + 1) is >= 0 and var close)
        {
            if (variables.TryGetValue(value[(open + 1)..close], out var found))
            {
                value = value[..open] + found + value[(close + 1)..];
                from = open + (found?.Length ?? 0);
            }
            else
            {
                from = close;
            }
        }

        return value;
    }
}
