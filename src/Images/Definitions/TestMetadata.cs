namespace Images.Definitions;

/// <summary>What an image must declare.</summary>
public sealed record TestMetadata
{
    /// <summary>Gets the entry point, or null where nothing is said; empty for none.</summary>
    public CommandLine? Entrypoint { get; init; }

    /// <summary>Gets the default command, or null where nothing is said; empty for none.</summary>
    public CommandLine? Command { get; init; }

    /// <summary>Gets the variables that it must have; a text is the whole value.</summary>
    public IReadOnlyDictionary<string, Expectation> Environment { get; init; } = new Dictionary<string, Expectation>();

    /// <summary>Gets the labels that it must have; a text is the whole value.</summary>
    public IReadOnlyDictionary<string, Expectation> Labels { get; init; } = new Dictionary<string, Expectation>();

    /// <summary>Gets the user, or null where nothing is said.</summary>
    public string? User { get; init; }

    /// <summary>Gets the working directory, or null where nothing is said.</summary>
    public string? Workdir { get; init; }

    /// <summary>Gets the ports that it must listen on, as written: without a protocol they are TCP's.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Gets the directories that must be volumes.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];
}

/// <summary>A file or folder that an image must have, or must not have.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Exists">Whether it must be there.</param>
public sealed record TestFile(string Path, bool Exists)
{
    /// <summary>Gets its permissions, or null where nothing is said.</summary>
    public UnixFileMode? Mode { get; init; }

    /// <summary>Gets the number of its user, or null where nothing is said.</summary>
    public int? Uid { get; init; }

    /// <summary>Gets the number of its group, or null where nothing is said.</summary>
    public int? Gid { get; init; }

    /// <summary>Gets what it must contain, or null where nothing is said.</summary>
    public Expectation? Content { get; init; }
}
