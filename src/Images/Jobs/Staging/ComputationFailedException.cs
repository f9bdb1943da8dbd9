namespace Images.Jobs.Staging;

/// <summary>A computation ended with an exit code that is not 0.</summary>
/// <param name="exitCode">The exit code.</param>
/// <param name="message">One line.</param>
#pragma warning disable CA1032 // Implement standard exception constructors: without an exit code it is another exception
public sealed class ComputationFailedException(int exitCode, string message) : Exception(message)
#pragma warning restore CA1032
{
    /// <summary>Gets the exit code.</summary>
    public int ExitCode { get; } = exitCode;
}
