namespace Images.Engines;

/// <summary>An external base is not in the engine, and can neither be pulled nor made.</summary>
public sealed class BaseMissingException : EngineException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">One line: the base, what was tried, what to do.</param>
    /// <param name="innerException">Why it could not be made; null: it was not tried.</param>
    public BaseMissingException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
