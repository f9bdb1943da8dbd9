namespace Images.Building.Placement;

/// <summary>The right to build one image on an engine.</summary>
public sealed class Seat : IDisposable
{
    private Action? leave;

    internal Seat(BuildSite site, Action leave)
    {
        Site = site;
        this.leave = leave;
    }

    /// <summary>Gets the engine.</summary>
    public BuildSite Site { get; }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref leave, null)?.Invoke();
}
