namespace Images.Jobs;

/// <summary>A job cannot be run; the message is one line with the place and the remedy.</summary>
/// <param name="message">One line: the place, what is wrong, what to do.</param>
/// <param name="innerException">What was caught, for diagnostics only; null: nothing.</param>
public sealed class JobException(string message, Exception? innerException = null) : Exception(message, innerException);
