namespace Images.Build.Hosting;

/// <summary>A guard refuses what was asked; each reason was already told, and nothing was changed.</summary>
/// <param name="message">One line.</param>
public sealed class RefusedException(string message) : Exception(message);
