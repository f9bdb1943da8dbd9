namespace Images.Definitions.Structure;

/// <summary>A command, and what it must write.</summary>
/// <param name="Name">The test's name, which may be empty.</param>
/// <param name="Location">Where it was written.</param>
/// <param name="Command">The program and its arguments; the program may be empty.</param>
public sealed record StructureCommand(string Name, SourceLocation Location, IReadOnlyList<string> Command)
{
    /// <summary>Gets commands that each change the image that the next one runs in.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Setup { get; init; } = [];

    /// <summary>Gets commands that are looked at and never run: each test has an image of its own.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Teardown { get; init; } = [];

    /// <summary>Gets the variables.</summary>
    public IReadOnlyList<StructureVariable> Variables { get; init; } = [];

    /// <summary>Gets the patterns that standard output must match.</summary>
    public IReadOnlyList<Located<string>> ExpectedOutput { get; init; } = [];

    /// <summary>Gets the patterns that standard output must not match.</summary>
    public IReadOnlyList<Located<string>> ExcludedOutput { get; init; } = [];

    /// <summary>Gets the patterns that standard error must match.</summary>
    public IReadOnlyList<Located<string>> ExpectedError { get; init; } = [];

    /// <summary>Gets the patterns that standard error must not match.</summary>
    public IReadOnlyList<Located<string>> ExcludedError { get; init; } = [];

    /// <summary>Gets the exit code that it must end with.</summary>
    public int ExitCode { get; init; }
}

/// <summary>A file, and what it must hold.</summary>
/// <param name="Name">The test's name, which may be empty.</param>
/// <param name="Location">Where it was written.</param>
/// <param name="Path">The file, which may be empty.</param>
/// <param name="Expected">The patterns that it must match.</param>
/// <param name="Excluded">The patterns that it must not match.</param>
public sealed record StructureContent(
    string Name,
    SourceLocation Location,
    string Path,
    IReadOnlyList<Located<string>> Expected,
    IReadOnlyList<Located<string>> Excluded
);

/// <summary>A file or folder that must be there, or must not.</summary>
/// <param name="Name">The test's name, which may be empty.</param>
/// <param name="Location">Where it was written.</param>
/// <param name="Path">The file, which may be empty.</param>
public sealed record StructureExistence(string Name, SourceLocation Location, string Path)
{
    /// <summary>The owner of which nothing is said.</summary>
    public const int AnyOwner = -1;

    /// <summary>Gets whether it must be there.</summary>
    public bool ShouldExist { get; init; }

    /// <summary>Gets its kind and permissions, such as <c>-rw-r--r--</c>; empty for any.</summary>
    public string Permissions { get; init; } = string.Empty;

    /// <summary>Gets the number of its user, or <see cref="AnyOwner"/>.</summary>
    public int Uid { get; init; }

    /// <summary>Gets the number of its group, or <see cref="AnyOwner"/>.</summary>
    public int Gid { get; init; }

    /// <summary>Gets who can run it: <c>owner</c>, <c>group</c>, <c>other</c> or <c>any</c>; empty where nothing is said.</summary>
    public string IsExecutableBy { get; init; } = string.Empty;
}

/// <summary>Licences that the image must not have.</summary>
/// <param name="Location">Where it was written.</param>
/// <param name="Debian">Whether those of all Debian packages are looked at.</param>
/// <param name="Files">Further files with licences.</param>
public sealed record StructureLicense(SourceLocation Location, bool Debian, IReadOnlyList<string> Files);

/// <summary>What the image must declare.</summary>
/// <param name="Location">Where it was written.</param>
public sealed record StructureMetadata(SourceLocation Location)
{
    /// <summary>Gets the variables that it must have.</summary>
    public IReadOnlyList<StructureVariable> Variables { get; init; } = [];

    /// <summary>Gets the names of variables that it must not have.</summary>
    public IReadOnlyList<string> UnboundVariables { get; init; } = [];

    /// <summary>Gets the labels that it must have.</summary>
    public IReadOnlyList<StructureVariable> Labels { get; init; } = [];

    /// <summary>Gets the ports that it must have, numbers without a protocol.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary>Gets the ports that it must not have.</summary>
    public IReadOnlyList<string> UnexposedPorts { get; init; } = [];

    /// <summary>Gets the volumes that it must have.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>Gets the volumes that it must not have.</summary>
    public IReadOnlyList<string> UnmountedVolumes { get; init; } = [];

    /// <summary>Gets its entrypoint, or null where nothing is said.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>Gets its command, or null where nothing is said.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Gets its working directory; empty where nothing is said.</summary>
    public string Workdir { get; init; } = string.Empty;

    /// <summary>Gets its user; empty where nothing is said.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>Gets whether nothing is said at all.</summary>
    public bool IsEmpty =>
        Variables.Count + UnboundVariables.Count + Labels.Count + ExposedPorts.Count + UnexposedPorts.Count == 0
        && Volumes.Count + UnmountedVolumes.Count + Workdir.Length + User.Length == 0
        && Entrypoint is null
        && Command is null;
}

/// <summary>How the containers of a file's tests are run.</summary>
public sealed record StructureRunOptions
{
    /// <summary>Gets the user; empty for the image's.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>Gets where privileged mode was asked for, or null.</summary>
    public SourceLocation? Privileged { get; init; }

    /// <summary>Gets whether there is a terminal.</summary>
    public bool Terminal { get; init; }

    /// <summary>Gets the file with variables; empty for none.</summary>
    public string VariableFile { get; init; } = string.Empty;

    /// <summary>Gets the names of variables that are taken from the environment.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Gets capabilities that are given.</summary>
    public IReadOnlyList<Located<string>> Capabilities { get; init; } = [];

    /// <summary>Gets what is mounted of the engine's host, <c>SOURCE:TARGET</c>.</summary>
    public IReadOnlyList<Located<string>> BindMounts { get; init; } = [];
}
