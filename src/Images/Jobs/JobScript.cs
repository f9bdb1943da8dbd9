namespace Images.Jobs;

/// <summary>A script that a job runs.</summary>
/// <param name="Text">The script.</param>
/// <param name="Extension">Its extension without the dot, such as <c>py</c>; empty for none.</param>
/// <param name="Interpreter">What runs it: a program and its arguments; empty: the script itself, by its first line.</param>
public sealed record JobScript(string Text, string Extension, IReadOnlyList<string> Interpreter)
{
    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        ["py"] = "python3",
        ["r"] = "Rscript",
        ["sh"] = "sh",
        ["bash"] = "bash",
        ["m"] = "octave",
        ["pl"] = "perl",
        ["js"] = "node",
        ["jl"] = "julia",
    };

    /// <summary>Gets the name that the script has in the work directory: <c>job.py</c>.</summary>
    public string FileName => Extension.Length == 0 ? "job" : $"job.{Extension}";

    /// <summary>Gets whether it is Python, whose parameters are written as a module too.</summary>
    public bool IsPython => Extension.Equals("py", StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds what runs scripts of a kind.</summary>
    /// <param name="extension">The extension without the dot.</param>
    /// <returns>The program, or null.</returns>
    public static string? InterpreterOf(string extension) => ByExtension.GetValueOrDefault(extension);

    /// <summary>Finds the extension of scripts that a program runs.</summary>
    /// <param name="interpreter">The program, perhaps with its path.</param>
    /// <returns>The extension without the dot; empty when it is not known.</returns>
    public static string ExtensionOf(string interpreter)
    {
        var name = Path.GetFileName(interpreter);
        return name.StartsWith("python", StringComparison.Ordinal)
            ? "py"
            : ByExtension.FirstOrDefault(pair => pair.Value == name).Key ?? string.Empty;
    }
}
