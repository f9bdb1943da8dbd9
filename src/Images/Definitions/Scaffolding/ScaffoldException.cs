namespace Images.Definitions.Scaffolding;

/// <summary>An image cannot be begun as it was asked for; nothing was written.</summary>
/// <param name="message">One line: what is wrong, what to do.</param>
public sealed class ScaffoldException(string message) : Exception(message);
