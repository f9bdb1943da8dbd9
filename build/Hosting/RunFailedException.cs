namespace Images.Build.Hosting;

/// <summary>The run ended as it should, with a result that isn't good; what exactly was already reported.</summary>
/// <param name="message">One line.</param>
public sealed class RunFailedException(string message) : Exception(message);
