using Images.Definitions;
using Images.Definitions.Structure;

namespace Images.Testing.Structure;

/// <summary>The variables of a file's tests: from where they come, and in which order they are replaced.</summary>
/// <param name="file">The file.</param>
/// <param name="options">What the tests find around them.</param>
internal sealed class RunVariables(StructureFile file, StructureOptions options)
{
    /// <summary>Gets the values that come from outside and are not told: a person's environment may hold secrets.</summary>
    public IReadOnlyList<string> Untold { get; } =
    [.. (file.RunOptions?.Variables ?? []).Select(options.Variable).OfType<string>().Where(static value => value.Length > 0)];

    /// <summary>Replaces variables in the values of others, all by what the image has.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="image">What the image has.</param>
    /// <returns>The variables; of equal names the last.</returns>
    public static IReadOnlyDictionary<string, string> Expanded(
        IEnumerable<StructureVariable> variables,
        IReadOnlyDictionary<string, string> image
    )
    {
        var expanded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            expanded[variable.Key] = VariableExpansion.Expand(variable.Value.Value, image);
        }

        return expanded;
    }

    /// <summary>Puts variables over others.</summary>
    public static IReadOnlyDictionary<string, string> Over(
        IReadOnlyDictionary<string, string> below,
        IReadOnlyDictionary<string, string> above
    )
    {
        var both = new Dictionary<string, string>(below, StringComparer.Ordinal);
        foreach (var (name, value) in above)
        {
            both[name] = value;
        }

        return both;
    }

    /// <summary>Gets what the tested command gets itself.</summary>
    /// <param name="test">The test.</param>
    /// <returns>
    /// The test's own, in which nothing is replaced; with run options, those of the options in their place. That is how it is.
    /// </returns>
    /// <exception cref="StructureProblemException">One is not set.</exception>
    public IReadOnlyDictionary<string, string> OfCommand(StructureCommand test)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (file.RunOptions is not { } run)
        {
            foreach (var variable in test.Variables)
            {
                variables[variable.Key] = variable.Value.Value;
            }

            return variables;
        }

        foreach (var (name, value) in FromFile(run.VariableFile).Where(static variable => variable is { Key: not "", Value: not "" }))
        {
            variables[name] = value;
        }

        foreach (var name in run.Variables)
        {
            variables[name] = options.Variable(name) is { Length: > 0 } value
                ? value
                : throw new StructureProblemException($"containerRunOptions.envVars: the variable {name} is not set; set it");
        }

        return variables;
    }

    // The original goes on without a file that it cannot read.
    private IReadOnlyDictionary<string, string> FromFile(string path)
    {
        var none = new Dictionary<string, string>();
        if (path.Length == 0)
        {
            return none;
        }

        try
        {
            var folder = RealPath.Of(Path.GetFullPath(options.Folder));
            var full = RealPath.Of(Path.GetFullPath(path, folder));
            return !RealPath.IsInside(full, folder)
                ? throw new StructureProblemException($"containerRunOptions.envFile: {path} lies outside of {folder}; put it there")
                : VariableFile.Parse(File.ReadAllText(full), options.Variable) ?? none;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return none;
        }
    }
}
