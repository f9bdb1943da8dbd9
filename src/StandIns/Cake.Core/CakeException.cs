namespace Cake.Core;

/// <summary>An error with an exit code, which is 1 unless it is given.</summary>
public sealed class CakeException : Exception
{
    private const int Failure = 1;

    public CakeException() => ExitCode = Failure;

    public CakeException(int exitCode) => ExitCode = exitCode;

    public CakeException(string message)
        : base(message) => ExitCode = Failure;

    public CakeException(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    public CakeException(string message, Exception innerException)
        : base(message, innerException) => ExitCode = Failure;

    public CakeException(int exitCode, string message, Exception innerException)
        : base(message, innerException) => ExitCode = exitCode;

    public int ExitCode { get; }
}
