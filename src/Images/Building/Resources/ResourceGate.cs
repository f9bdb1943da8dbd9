using Images.Engines;

namespace Images.Building.Resources;

/// <summary>
/// Lets no more builds start on an engine than its memory and disk allow. One is always let in, however little memory there is;
/// too little disk refuses it.
/// </summary>
/// <param name="resources">The engine's memory and disk.</param>
/// <param name="time">The clock.</param>
public sealed class ResourceGate(IEngineResources resources, TimeProvider time) : IDisposable
{
    private const long PlentyOfDisk = 64L << 30;

    // Memory and disk also come free by other hands.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1);
    private readonly Lock ledger = new();
    private readonly HashSet<ResourceGrant> granted = [];
    private readonly HashSet<string> said = new(StringComparer.Ordinal);
    private TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether so little disk is left that a good estimate is worth its while.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False as well when nothing is known of the disk.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<bool> IsShortOfDiskAsync(CancellationToken cancellationToken) =>
        (await resources.ReadAsync(cancellationToken)).Disk < PlentyOfDisk;

    /// <summary>Waits until there is room. Who asks first is let in first.</summary>
    /// <param name="needs">What will be set aside.</param>
    /// <param name="note">Told once why builds are held back, one line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Room that is held until it is disposed, or a refusal.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<ResourceGrant> EnterAsync(ResourceNeeds needs, Action<string> note, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                var room = await resources.ReadAsync(cancellationToken);
                Task someoneLeft;
                lock (ledger)
                {
                    var missing = Missing(room, needs);
                    if (missing is null || granted.Count == 0)
                    {
                        return missing is not null && room.Disk < needs.LeastDiskToStart
                            ? new ResourceGrant(Refusal(room, needs))
                            : Grant(needs);
                    }

                    if (said.Add(missing.Value.Resource))
                    {
                        note(missing.Value.Reason);
                    }

                    someoneLeft = left.Task;
                }

                using var tick = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(someoneLeft, Task.Delay(Pause, time, tick.Token));
                await tick.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private static string Refusal(EngineRoom room, ResourceNeeds needs) =>
        $"disk: {Quantity.Bytes(room.Disk ?? 0)} free on {room.DiskPath}, {Quantity.Bytes(needs.LeastDiskToStart)} needed; "
        + "free some with 'clean' or 'docker system prune'";

    private (string Resource, string Reason)? Missing(EngineRoom room, ResourceNeeds needs)
    {
        var memory = granted.Sum(grant => grant.Needs?.Memory ?? 0) + needs.Memory;
        var disk = granted.Sum(grant => grant.Needs?.Disk ?? 0) + needs.Disk;
        return room.Memory < memory
                ? ("memory", $"waits: {Quantity.Bytes(room.Memory.Value)} of memory left; images being built: {granted.Count}")
            : room.Disk < disk
                ? ("disk", $"waits: {Quantity.Bytes(room.Disk.Value)} left on {room.DiskPath}; images being built: {granted.Count}")
            : null;
    }

    private ResourceGrant Grant(ResourceNeeds needs)
    {
        var grant = new ResourceGrant(needs, Leave);
        granted.Add(grant);
        return grant;
    }

    private void Leave(ResourceGrant grant)
    {
        lock (ledger)
        {
            if (granted.Remove(grant))
            {
                left.TrySetResult();
                left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
