namespace Images.Engines;

/// <summary>An engine, a container or the machine refused something; the message is one line with the remedy.</summary>
public class EngineException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">One line: the place, what is wrong, what to do.</param>
    /// <param name="innerException">What was caught, for diagnostics only; null: nothing.</param>
    public EngineException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
