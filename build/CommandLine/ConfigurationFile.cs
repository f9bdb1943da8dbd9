using Images.Definitions;

namespace Images.Build.CommandLine;

/// <summary>Reads the <c>[Images]</c> section of <c>cake.config</c>: a line <c>NAME=value</c> for each option that has a variable.</summary>
internal static class ConfigurationFile
{
    private const string Name = "cake.config";

    /// <summary>Reads the file of a folder.</summary>
    /// <param name="root">The folder; a missing file is an empty one.</param>
    /// <returns>The options that it sets.</returns>
    /// <exception cref="UsageException">A line is wrong, or names no option.</exception>
    public static IReadOnlyDictionary<Option, string> Read(string root)
    {
        var path = Path.Combine(root, Name);
        return File.Exists(path) ? Parse(File.ReadAllLines(path)) : new Dictionary<Option, string>();
    }

    /// <summary>Reads the file's lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>The options that they set.</returns>
    /// <exception cref="UsageException">A line is wrong, or names no option.</exception>
    public static IReadOnlyDictionary<Option, string> Parse(IReadOnlyList<string> lines)
    {
        var values = new Dictionary<Option, string>();
        var ours = false;
        for (var index = 0; index < lines.Count; index++)
        {
            var line = lines[index].Trim();
            var place = $"{Name}:{index + 1}";
            if (line.Length == 0 || line[0] is ';' or '#')
            {
                continue;
            }

            if (line[0] == '[')
            {
                ours = line.Equals("[Images]", StringComparison.OrdinalIgnoreCase);
            }
            else if (ours)
            {
                var (option, value) = Setting(place, line);
                values[option] = value;
            }
        }

        return values;
    }

    private static (Option Option, string Value) Setting(string place, string line)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new UsageException($"{place}: '{line}' is no setting, write NAME=value");
        }

        var name = line[..equals].TrimEnd();
        var known = Options.All.Where(option => option.Variable is not null && option != Options.Root).ToList();
        var option =
            known.FirstOrDefault(option => Plain(option.Name) == Plain(name))
            ?? throw new UsageException(
                $"{place}: unknown setting '{name}'{NearNames.Hint(Plain(name), known.Select(option => Plain(option.Name)))}"
            );
        var values = OptionValue.ReadAll(option, $"{place}: {name}", line[(equals + 1)..].Trim());
        return (option, string.Join(option.Separator ?? ' ', values));
    }

    private static string Plain(string name) =>
        name.Replace("-", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
}
