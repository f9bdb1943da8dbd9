namespace Images.Build.Hosting;

/// <summary>A job failed, whose exit code becomes the program's.</summary>
/// <param name="code">The exit code.</param>
/// <param name="message">One line.</param>
internal sealed class JobFailedException(int code, string message) : Exception(message)
{
    /// <summary>Gets the exit code.</summary>
    public int Code { get; } = code;
}
