namespace Images.Engines;

/// <summary>How a container's run ended.</summary>
/// <param name="ExitCode">Exit code of the process; 137 when it was killed.</param>
/// <param name="Output">Standard output as UTF-8, cut at the limit.</param>
/// <param name="Error">Standard error as UTF-8, cut at the limit.</param>
/// <param name="DroppedBytes">Bytes of both streams beyond the limit.</param>
/// <param name="TimedOut">Whether it was killed at its timeout.</param>
/// <param name="OutOfMemory">Whether the kernel killed it for its memory limit.</param>
/// <param name="Elapsed">From its start to its end.</param>
public sealed record ContainerResult(
    int ExitCode,
    string Output,
    string Error,
    long DroppedBytes,
    bool TimedOut,
    bool OutOfMemory,
    TimeSpan Elapsed
);
