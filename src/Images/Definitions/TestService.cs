namespace Images.Definitions;

/// <summary>A program that stays up, and what is tried while it does.</summary>
/// <param name="Runs">What is run in its container once it is ready, one after the other.</param>
public sealed record TestService(IReadOnlyList<TestDefinition> Runs)
{
    /// <summary>Gets what it must write before it is ready, or null.</summary>
    public Expectation? ReadyLog { get; init; }

    /// <summary>Gets the TCP port that it must listen on before it is ready, or null.</summary>
    public int? ReadyPort { get; init; }

    /// <summary>Gets the command that must succeed before it is ready, or null.</summary>
    public CommandLine? ReadyRun { get; init; }

    /// <summary>Gets how long it may take to be ready.</summary>
    public required TimeSpan ReadyWithin { get; init; }

    /// <summary>Gets how long after its start it must still run, or null for as long as the runs take.</summary>
    public TimeSpan? StillRunning { get; init; }
}
