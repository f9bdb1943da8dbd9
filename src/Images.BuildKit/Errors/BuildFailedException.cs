namespace Images.BuildKit.Errors;

/// <summary>
/// The engine ran the build and it failed: a step exited with an error, a file to copy is missing, the Dockerfile is wrong,
/// a base image cannot be had.
/// </summary>
public sealed class BuildFailedException : BuildKitException
{
    /// <summary>Makes an error of the engine's words.</summary>
    public BuildFailedException(GrpcStatusCode code, string message, Exception? inner = null)
        : base(code, message, inner) { }

    /// <summary>The step that failed; null where no step did (a syntax error, say).</summary>
    public FailedVertex? Vertex { get; init; }

    /// <summary>
    /// Where in the Dockerfile, as far as the engine tells (23 and newer); empty on 20.10, where the instruction in
    /// <see cref="Vertex"/>'s name is the only hint.
    /// </summary>
    public IReadOnlyList<SourceRange> Sources { get; init; } = [];

    /// <summary>The exit code of the process that failed; null where no process did.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The command line of the process that failed; null where no process did.</summary>
    public string? Command { get; init; }
}
