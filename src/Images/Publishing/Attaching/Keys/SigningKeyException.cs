namespace Images.Publishing.Attaching.Keys;

/// <summary>A key that cannot be used for signing. The message is one line: place, what is wrong, what to do; it holds no secret.</summary>
/// <param name="message">The line.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class SigningKeyException(string message, Exception? inner = null) : Exception(message, inner);
