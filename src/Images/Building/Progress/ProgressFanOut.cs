namespace Images.Building;

/// <summary>Hands every event on to several listeners, one event at a time.</summary>
/// <param name="listeners">Called in order.</param>
public sealed class ProgressFanOut(params IReadOnlyList<IProgress<ImageEvent>> listeners) : IProgress<ImageEvent>
{
    private readonly Lock gate = new();

    /// <inheritdoc/>
    public void Report(ImageEvent value)
    {
        lock (gate)
        {
            foreach (var listener in listeners)
            {
                listener.Report(value);
            }
        }
    }
}
