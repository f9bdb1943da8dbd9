namespace Images.Build.Hosting;

/// <summary>Something is not up to date, and the user wants the exit code to say so; what it is was already printed.</summary>
/// <param name="message">One line: how many, and what to do.</param>
public sealed class ChangesExistException(string message) : Exception(message);
