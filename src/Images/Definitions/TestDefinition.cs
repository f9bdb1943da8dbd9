namespace Images.Definitions;

/// <summary>One smoke test, as it is to be run: interpolated, with every default filled in.</summary>
public sealed record TestDefinition
{
    /// <summary>Gets the name; the command line when none was given.</summary>
    public required string Name { get; init; }

    /// <summary>Gets where it was written.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Gets the command.</summary>
    public required CommandLine Run { get; init; }

    /// <summary>Gets what standard output must contain, or null.</summary>
    public required Expectation? Expect { get; init; }

    /// <summary>Gets what standard error must contain, or null.</summary>
    public required Expectation? Stderr { get; init; }

    /// <summary>Gets the expected exit code.</summary>
    public required int Exit { get; init; }

    /// <summary>Gets the time after which the container is killed.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Gets the environment variables added for the test.</summary>
    public required IReadOnlyDictionary<string, string> Env { get; init; }

    /// <summary>Gets the user to run as, or null for the image's.</summary>
    public required string? User { get; init; }

    /// <summary>Gets the working directory, or null for the image's.</summary>
    public required string? Workdir { get; init; }

    /// <summary>Gets the network, <c>none</c> unless the test says otherwise.</summary>
    public required string Network { get; init; }

    /// <summary>Gets the fixtures that it finds in its container.</summary>
    public IReadOnlyList<TestMount> Mounts { get; init; } = [];

    /// <summary>Gets the absolute path of the file that it must leave, or null.</summary>
    public Located<string>? Output { get; init; }

    /// <summary>Gets whether it needs a GPU.</summary>
    public bool Gpu { get; init; }

    /// <summary>Gets what it needs beyond the strict profile, or null.</summary>
    public TestNeeds? Needs { get; init; }

    /// <summary>Gets what the image must declare, or null; such a test runs nothing.</summary>
    public TestMetadata? Metadata { get; init; }

    /// <summary>Gets files that are read from the image; a test with any runs nothing.</summary>
    public IReadOnlyList<TestFile> Files { get; init; } = [];

    /// <summary>Gets what is tried while the command stays up, or null; a command without arguments is the image's own.</summary>
    public TestService? Service { get; init; }

    /// <summary>Gets the platforms that it holds for; empty for all.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Gets why an inherited test is not run on this variant, or null when it is.</summary>
    public required string? SkipReason { get; init; }
}

/// <summary>A file or folder of the family that a test finds in its container, read-only.</summary>
/// <param name="Source">Its absolute path, without symbolic links.</param>
/// <param name="IsFile">Whether it is a file.</param>
/// <param name="Target">The absolute directory in the container that holds the file, or the folder's content.</param>
public sealed record TestMount(string Source, bool IsFile, string Target);

/// <summary>What a stream must hold.</summary>
/// <param name="Text">The text, or the pattern without its slashes.</param>
/// <param name="IsRegex">True when it was written as <c>/.../</c>.</param>
/// <param name="Location">Where it was written.</param>
public sealed record Expectation(string Text, bool IsRegex, SourceLocation Location);
