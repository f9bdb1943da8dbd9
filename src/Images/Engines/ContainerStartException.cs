namespace Images.Engines;

/// <summary>A container was created but its program could not be started.</summary>
public sealed class ContainerStartException : EngineException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">One line: the image, what is wrong, what to do.</param>
    /// <param name="exitCode">What a shell would say: 127 not found, 126 not executable, 125 anything else.</param>
    /// <param name="innerException">The engine's refusal; null: none.</param>
    public ContainerStartException(string message, int exitCode, Exception? innerException = null)
        : base(message, innerException) => ExitCode = exitCode;

    /// <summary>What a shell would say: 127 not found, 126 not executable, 125 anything else.</summary>
    public int ExitCode { get; }
}
