namespace Images.Build.CommandLine;

/// <summary>One verb of the command line, short for one target.</summary>
/// <param name="Name">As it is typed; empty for the main job.</param>
/// <param name="Target">The task's name.</param>
/// <param name="Description">What it does, one sentence without a full stop.</param>
internal sealed record Verb(string Name, string Target, string Description)
{
    /// <summary>Gets what the words behind the verb are.</summary>
    public VerbArguments Arguments { get; init; } = VerbArguments.None;

    /// <summary>Gets other names for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Gets what its two words are called in help.</summary>
    public string Placeholders { get; init; } = "BEFORE AFTER";

    /// <summary>Gets the only words that are allowed; empty when any is.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Gets whether it works on a family; others run in any folder.</summary>
    public bool NeedsFamily { get; init; } = true;

    /// <summary>Gets whether help leaves it out.</summary>
    public bool Hidden { get; init; }

    /// <summary>Gets command lines that show its use, without the program's name.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}

/// <summary>What stands behind a verb.</summary>
internal enum VerbArguments
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Any number of selectors.</summary>
    Selectors,

    /// <summary>Exactly one of the verb's choices.</summary>
    Choice,

    /// <summary>One of the verb's choices, and a name.</summary>
    ChoiceAndName,

    /// <summary>Exactly one image: a variant's id or any reference.</summary>
    Reference,

    /// <summary>Exactly one file or folder.</summary>
    Path,

    /// <summary>One file at most.</summary>
    OptionalPath,

    /// <summary>Exactly two images.</summary>
    TwoReferences,

    /// <summary>Job files; or an image, with a command behind <c>--</c>.</summary>
    Jobs,

    /// <summary>A folder that stores files, and the files to compute with.</summary>
    Computation,
}
