namespace Images.Building.Resources;

/// <summary>What was set aside for a build, or why nothing could be.</summary>
public sealed class ResourceGrant : IDisposable
{
    private readonly Action<ResourceGrant>? leave;

    internal ResourceGrant(string refusal) => Refusal = refusal;

    internal ResourceGrant(ResourceNeeds needs, Action<ResourceGrant> leave) => (Needs, this.leave) = (needs, leave);

    /// <summary>Gets what was set aside; null when nothing was.</summary>
    public ResourceNeeds? Needs { get; }

    /// <summary>Gets why the build must not start, one line; null when it may.</summary>
    public string? Refusal { get; }

    /// <inheritdoc/>
    public void Dispose() => leave?.Invoke(this);
}
