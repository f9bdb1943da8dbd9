namespace Images.Build.Hosting;

/// <summary>How the run ended, as the lifetime saw it. Cake itself tells no more than success or failure.</summary>
public sealed class RunOutcome
{
    /// <summary>Gets or sets what ended the run; null when nothing did.</summary>
    public Exception? Thrown { get; set; }
}
