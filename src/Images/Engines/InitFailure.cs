namespace Images.Engines;

/// <summary>What podman's init process says when it cannot start a program, where others say it by their exit code.</summary>
internal static class InitFailure
{
    private const string Init = "ERROR (catatonit";

    /// <summary>Finds the exit code that a shell would give.</summary>
    /// <param name="exitCode">The container's exit code.</param>
    /// <param name="lastLine">The last line of its standard error.</param>
    /// <returns>127 for a program that is not there, 126 for one that may not be run, else the same.</returns>
    public static int ExitCode(int exitCode, string lastLine) =>
        exitCode == 1
        && lastLine.StartsWith(Init, StringComparison.Ordinal)
        && lastLine.Contains("failed to exec", StringComparison.Ordinal)
            ? lastLine.EndsWith("No such file or directory", StringComparison.Ordinal)
                ? 127
                : 126
            : exitCode;
}
