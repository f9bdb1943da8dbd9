using Images.Definitions;

namespace Images.Rendering.Importing;

/// <summary>Something cannot be imported; nothing was written.</summary>
/// <param name="place">Where, such as <c>docker-bake.hcl:3:5</c>.</param>
/// <param name="problem">What is wrong and what to do, one line.</param>
public sealed class ImportException(string place, string problem) : Exception($"{place}: {problem}")
{
    /// <summary>Initializes an exception at a place in a file.</summary>
    /// <param name="location">The place.</param>
    /// <param name="problem">What is wrong and what to do.</param>
    public ImportException(SourceLocation location, string problem)
        : this(location.ToString(), problem) { }
}
