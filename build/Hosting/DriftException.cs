namespace Images.Build.Hosting;

/// <summary>Committed files are not what they should be; each was already named.</summary>
/// <param name="message">One line: how many, and what to do.</param>
public sealed class DriftException(string message) : Exception(message);
