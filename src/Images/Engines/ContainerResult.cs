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
)
{
    /// <summary>Gets the file that was asked for; null when none was.</summary>
    public ContainerFile? File { get; init; }

    /// <summary>Gets the image that the container has become; null when it was not asked for.</summary>
    public string? ImageId { get; init; }
}

/// <summary>A file out of a container that has ended.</summary>
/// <param name="Content">Its bytes; empty when there is a problem.</param>
/// <param name="Problem">Why there is no such file, in a few words; null when there is.</param>
public sealed record ContainerFile(ReadOnlyMemory<byte> Content, string? Problem);
