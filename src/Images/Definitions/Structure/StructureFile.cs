namespace Images.Definitions.Structure;

/// <summary>A file of tests for container-structure-test.</summary>
public sealed record StructureFile
{
    /// <summary>Gets the path as shown to people.</summary>
    public required string File { get; init; }

    /// <summary>Gets what sums up its content.</summary>
    public required string Digest { get; init; }

    /// <summary>Gets whether it is of schema 1.0.0, whose program logs what it cannot run and passes.</summary>
    public required bool IsFirstSchema { get; init; }

    /// <summary>Gets the variables of all tests.</summary>
    public IReadOnlyList<StructureVariable> GlobalVariables { get; init; } = [];

    /// <summary>Gets the tests that run commands.</summary>
    public IReadOnlyList<StructureCommand> Commands { get; init; } = [];

    /// <summary>Gets the tests that read files.</summary>
    public IReadOnlyList<StructureContent> Contents { get; init; } = [];

    /// <summary>Gets the tests that look whether files are there.</summary>
    public IReadOnlyList<StructureExistence> Existences { get; init; } = [];

    /// <summary>Gets the tests that look for licences.</summary>
    public IReadOnlyList<StructureLicense> Licenses { get; init; } = [];

    /// <summary>Gets what the image must declare, or null.</summary>
    public StructureMetadata? Metadata { get; init; }

    /// <summary>Gets how containers are run, or null where nothing is said.</summary>
    public StructureRunOptions? RunOptions { get; init; }
}

/// <summary>A variable or a label.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value, or what it must match.</param>
/// <param name="IsRegex">Whether the value is a regular expression.</param>
public sealed record StructureVariable(string Key, Located<string> Value, bool IsRegex);
