namespace Images.Build.CommandLine;

/// <summary>The command line, an IMAGES_* variable or cake.config is wrong. The message is one line and says what to do.</summary>
/// <param name="message">One line, lower case.</param>
public sealed class UsageException(string message) : Exception(message);
