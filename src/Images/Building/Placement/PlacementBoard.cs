using Images.Engines;

namespace Images.Building.Placement;

/// <summary>Decides which engine builds what: the one that has most of what the image is built from, else the least busy.</summary>
/// <param name="sites">The engines; of equal ones the first is preferred.</param>
public sealed class PlacementBoard(IReadOnlyList<BuildSite> sites)
{
    private readonly Lock board = new();
    private readonly Dictionary<BuildSite, int> taken = sites.ToDictionary(site => site, _ => 0);
    private readonly HashSet<BuildSite> lost = [];
    private readonly List<Waiter> waiting = [];

    /// <summary>Gets the first engine that was not lost; null when there is none.</summary>
    public BuildSite? FirstAlive
    {
        get
        {
            lock (board)
            {
                return sites.FirstOrDefault(site => !lost.Contains(site));
            }
        }
    }

    /// <summary>Waits for a free place.</summary>
    /// <param name="near">Bytes of what the image is built from, by the engine that has them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A place on an engine; dispose it when the image is built.</returns>
    /// <exception cref="EngineException">No engine answers any more.</exception>
    public async Task<Seat> TakeAsync(IReadOnlyDictionary<BuildSite, long> near, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(near);
        lock (board)
        {
            var free = Alive().Where(site => taken[site] < site.Slots).ToList();
            if (free.Count > 0)
            {
                return Sit(free.OrderByDescending(site => near.GetValueOrDefault(site)).ThenBy(Load).First());
            }

            if (!Alive().Any())
            {
                throw NoneLeft();
            }

            waiting.Add(waiter);
        }

        await using var registration = cancellationToken.Register(() => Forget(waiter, cancellationToken));
        return await waiter.Granted.Task;
    }

    /// <summary>Notes that an engine does not answer any more: nothing is built there from now on.</summary>
    /// <param name="site">Which engine.</param>
    /// <returns>Whether this was news.</returns>
    public bool Lose(BuildSite site)
    {
        lock (board)
        {
            if (!lost.Add(site))
            {
                return false;
            }

            if (!Alive().Any())
            {
                foreach (var waiter in waiting)
                {
                    waiter.Granted.TrySetException(NoneLeft());
                }

                waiting.Clear();
            }

            return true;
        }
    }

    /// <summary>Whether an engine was lost.</summary>
    /// <param name="site">Which engine.</param>
    /// <returns>True when nothing can be had from it.</returns>
    public bool IsLost(BuildSite site)
    {
        lock (board)
        {
            return lost.Contains(site);
        }
    }

    /// <summary>Whether an engine was lost.</summary>
    /// <param name="name">Its address.</param>
    /// <returns>True when nothing can be had from it.</returns>
    public bool IsLost(string name)
    {
        lock (board)
        {
            return lost.Any(site => site.Name == name);
        }
    }

    private static EngineException NoneLeft() => new("none of the engines answers any more; see that they run, with 'doctor --engine=URL'");

    private IEnumerable<BuildSite> Alive() => sites.Where(site => !lost.Contains(site));

    private double Load(BuildSite site) => (double)taken[site] / site.Slots;

    private Seat Sit(BuildSite site)
    {
        taken[site]++;
        return new Seat(site, () => Leave(site));
    }

    private void Leave(BuildSite site)
    {
        lock (board)
        {
            taken[site]--;
            // Whoever has least to move there; of equal ones who waited longest.
            if (!lost.Contains(site) && waiting.MaxBy(waiter => waiter.Near.GetValueOrDefault(site)) is { } next)
            {
                waiting.Remove(next);
#pragma warning disable CA2000 // Dispose objects before losing scope: whoever waited for it does
                next.Granted.SetResult(Sit(site));
#pragma warning restore CA2000
            }
        }
    }

    private void Forget(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (board)
        {
            if (waiting.Remove(waiter))
            {
                waiter.Granted.SetCanceled(cancellationToken);
            }
        }
    }

    private sealed class Waiter(IReadOnlyDictionary<BuildSite, long> near)
    {
        public IReadOnlyDictionary<BuildSite, long> Near { get; } = near;

        public TaskCompletionSource<Seat> Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
