namespace Images.Definitions.Patterns;

/// <summary>A text is no regular expression of RE2.</summary>
/// <param name="message">What is wrong and what to do, a few words in lower case.</param>
public sealed class PatternException(string message) : Exception(message);
