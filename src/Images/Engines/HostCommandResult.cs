namespace Images.Engines;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">The end of its standard output, at most 64 KiB.</param>
/// <param name="Error">The end of its standard error, at most 64 KiB.</param>
public sealed record HostCommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The last line that says something, for messages.</summary>
    public string LastLine =>
        ContainerText.Tail(Error, 1, 300) is [var line] ? line
        : ContainerText.Tail(Output, 1, 300) is [var other] ? other
        : "";
}
