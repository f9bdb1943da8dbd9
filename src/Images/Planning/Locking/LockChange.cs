namespace Images.Planning.Locking;

/// <summary>One digest of the lock that is not as it was.</summary>
/// <param name="Reference">The base.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Old">The digest as it was; null where there was none.</param>
/// <param name="New">The digest as it is; null where there is none any more.</param>
public sealed record LockChange(string Reference, string Platform, string? Old, string? New)
{
    /// <summary>Compares two locks.</summary>
    /// <param name="before">The lock as it was.</param>
    /// <param name="after">The lock as it is.</param>
    /// <returns>In ordinal order of references and platforms.</returns>
    public static IReadOnlyList<LockChange> Between(BaseLock before, BaseLock after) =>
        [
            .. before
                .Bases.Keys.Union(after.Bases.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .SelectMany(reference =>
                    Between(reference, before.Bases.GetValueOrDefault(reference), after.Bases.GetValueOrDefault(reference))
                ),
        ];

    /// <summary>Compares a base with what it was.</summary>
    /// <param name="reference">The base.</param>
    /// <param name="before">As it was; null: it was not there.</param>
    /// <param name="after">As it is; null: it is not there any more.</param>
    /// <returns>In ordinal order of platforms.</returns>
    public static IEnumerable<LockChange> Between(string reference, LockedBase? before, LockedBase? after)
    {
        var platforms = (before?.Platforms.Keys ?? []).Union(after?.Platforms.Keys ?? [], StringComparer.Ordinal);
        return platforms
            .Order(StringComparer.Ordinal)
            .Select(platform => new LockChange(
                reference,
                platform,
                before?.Platforms.GetValueOrDefault(platform),
                after?.Platforms.GetValueOrDefault(platform)
            ))
            .Where(change => change.Old != change.New);
    }
}
