namespace Images.Planning;

/// <summary>A selector is malformed or selects nothing. The message is one line and says what to do.</summary>
/// <param name="message">One line, lower case.</param>
public sealed class SelectorException(string message) : Exception(message);
