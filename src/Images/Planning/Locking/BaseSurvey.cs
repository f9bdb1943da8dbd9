using Images.Registry.Errors;

namespace Images.Planning.Locking;

/// <summary>Compares the lock with the registries: one request for each base, and two more for one that moved.</summary>
/// <param name="registry">Knows what the bases are now.</param>
public sealed class BaseSurvey(IBaseRegistry registry)
{
    private const int AtOnce = 16;

    /// <summary>Compares.</summary>
    /// <param name="needed">The bases.</param>
    /// <param name="locked">The lock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Each base, in the same order.</returns>
    public async Task<IReadOnlyList<BaseState>> RunAsync(
        IReadOnlyList<NeededBase> needed,
        BaseLock locked,
        CancellationToken cancellationToken
    )
    {
        var states = new BaseState[needed.Count];
        await Parallel.ForEachAsync(
            needed.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (entry, token) => states[entry.Index] = await StateAsync(entry.Item, locked, token)
        );
        return states;
    }

    private async Task<BaseState> StateAsync(NeededBase wanted, BaseLock locked, CancellationToken cancellationToken)
    {
        if (locked.Pin(wanted.Reference, wanted.Platforms) is null)
        {
            return new BaseState(wanted, BaseStatus.NotLocked, [], null);
        }

        var entry = locked.Bases[wanted.Reference];
        try
        {
            var digest = await registry.DigestAsync(wanted.Reference, cancellationToken);
            if (digest == entry.Digest)
            {
                return new BaseState(wanted, BaseStatus.Current, [], null);
            }

            var now = await registry.ResolveAsync(wanted.Reference, digest, wanted.Platforms, cancellationToken);
            var moves = LockChange
                .Between(wanted.Reference, entry, now)
                .Where(change => wanted.Platforms.Contains(change.Platform, StringComparer.Ordinal))
                .ToList();
            return new BaseState(wanted, moves.Count > 0 ? BaseStatus.Moved : BaseStatus.Current, moves, null);
        }
        catch (RegistryException error)
        {
            return new BaseState(wanted, BaseStatus.Unknown, [], error.Message);
        }
    }
}
