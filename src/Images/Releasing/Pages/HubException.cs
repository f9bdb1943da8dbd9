namespace Images.Releasing.Pages;

/// <summary>Anything that goes wrong with Docker Hub's pages. The message is one line: place, what is wrong, what to do; it holds no secret.</summary>
/// <param name="message">One line, lower case after the place.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class HubException(string message, Exception? inner = null) : Exception(message, inner);
