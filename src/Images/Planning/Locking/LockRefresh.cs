using System.Collections.Concurrent;
using Images.Registry.Errors;

namespace Images.Planning.Locking;

/// <summary>Finds out what the lock should say. Changes nothing.</summary>
/// <param name="registry">Knows what the bases are now.</param>
/// <param name="canBeMade">Says which bases can be made where no registry is reached.</param>
public sealed class LockRefresh(IBaseRegistry registry, Func<string, bool> canBeMade)
{
    private const int AtOnce = 8;

    /// <summary>Finds out.</summary>
    /// <param name="needed">Every base of the family.</param>
    /// <param name="old">The lock as it is.</param>
    /// <param name="isUpdated">Says which bases are to be what their tags mean now; the others stay.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The lock as it should be.</returns>
    public async Task<RefreshedLock> RunAsync(
        IReadOnlyList<NeededBase> needed,
        BaseLock old,
        Func<string, bool> isUpdated,
        CancellationToken cancellationToken
    )
    {
        var found = new ConcurrentDictionary<string, LockedBase>(StringComparer.Ordinal);
        var problems = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var left = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            needed,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (wanted, token) =>
            {
                var earlier = old.Bases.GetValueOrDefault(wanted.Reference);
                try
                {
                    found[wanted.Reference] = await OneAsync(wanted, earlier, isUpdated(wanted.Reference), token);
                }
                catch (RegistryException error) when (error.Problem == RegistryProblem.Unreachable && canBeMade(wanted.Reference))
                {
                    left[wanted.Reference] = error.Message;
                    if (earlier is not null)
                    {
                        found[wanted.Reference] = earlier;
                    }
                }
                catch (RegistryException error)
                {
                    problems[wanted.Reference] = error.Message;
                }
            }
        );
        return new RefreshedLock(BaseLock.Of(found.Values), Sorted(left), Sorted(problems));
    }

    private async Task<LockedBase> OneAsync(NeededBase wanted, LockedBase? earlier, bool isUpdated, CancellationToken cancellationToken)
    {
        if (earlier is null)
        {
            return await registry.ResolveAsync(wanted.Reference, null, wanted.Platforms, cancellationToken);
        }

        if (isUpdated)
        {
            var now = await registry.ResolveAsync(wanted.Reference, null, wanted.Platforms, cancellationToken);
            // An index that moved for other platforms alone is no reason to build anything.
            return HasSame(now, earlier) ? earlier : now;
        }

        if (wanted.Platforms.All(earlier.Platforms.ContainsKey))
        {
            var kept = wanted.Platforms.ToDictionary(platform => platform, platform => earlier.Platforms[platform], StringComparer.Ordinal);
            return earlier with { Platforms = kept };
        }

        // All platforms of a base are of one moment.
        return await registry.ResolveAsync(wanted.Reference, earlier.Digest, wanted.Platforms, cancellationToken);
    }

    private static bool HasSame(LockedBase now, LockedBase earlier) =>
        now.Platforms.Count == earlier.Platforms.Count
        && now.Platforms.All(platform => earlier.Platforms.GetValueOrDefault(platform.Key) == platform.Value);

    private static IReadOnlyList<string> Sorted(ConcurrentDictionary<string, string> lines) =>
        [.. lines.OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => line.Value)];
}

/// <summary>What the lock should say.</summary>
/// <param name="Lock">The lock.</param>
/// <param name="Left">Why bases that can be made are not in it, or as they were: their registries cannot be reached. One line each.</param>
/// <param name="Problems">Why bases cannot be settled, one line each; where there are any, the lock is not whole.</param>
public sealed record RefreshedLock(BaseLock Lock, IReadOnlyList<string> Left, IReadOnlyList<string> Problems);
