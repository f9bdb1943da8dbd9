namespace Images.Releasing.Hosting;

/// <summary>Anything that goes wrong with a host of releases. The message is one line: place, what is wrong, what to do; it holds no secret.</summary>
/// <param name="message">One line, lower case after the place.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class ReleaseHostException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Gets whether the login is missing, wrong, or may not do that.</summary>
    public bool IsLogin { get; init; }
}
