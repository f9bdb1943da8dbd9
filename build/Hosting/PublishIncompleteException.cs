namespace Images.Build.Hosting;

/// <summary>Not everything could be published; what is wrong was already told.</summary>
/// <param name="message">One line: what is missing, and what to do.</param>
public sealed class PublishIncompleteException(string message) : Exception(message);
