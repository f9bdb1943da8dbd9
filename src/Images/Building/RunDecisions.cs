namespace Images.Building;

/// <summary>What was decided when a run began; resuming it means to decide the same.</summary>
/// <param name="Started">When, ISO 8601 with a Z.</param>
/// <param name="Selectors">What was chosen; none is everything.</param>
/// <param name="NoCache">Selectors of the images whose every step is run anew; none for no image.</param>
/// <param name="Pull">Whether registries are asked for newer bases.</param>
/// <param name="Force">Whether the chosen images are built although they are up to date.</param>
public sealed record RunDecisions(string Started, IReadOnlyList<string> Selectors, IReadOnlyList<string> NoCache, bool Pull, bool Force)
{
    /// <summary>Gets whether external bases are what their tags mean now, whatever the lock says.</summary>
    public bool NoLock { get; init; }

    /// <summary>Gets whether images that are published as they would be built are not built.</summary>
    public bool AgainstRegistry { get; init; }

    /// <summary>Gets what the selection was narrowed to changes since; null: it was not.</summary>
    public string? ChangedSince { get; init; }

    /// <summary>Gets what marks the images of this run that are built anew; null where the engine's cache is used.</summary>
    public string? Epoch => NoCache is [] ? null : Started;
}
