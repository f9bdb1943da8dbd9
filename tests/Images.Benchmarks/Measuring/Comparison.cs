namespace Images.Benchmarks.Measuring;

/// <summary>One thing done by us and by a peer, run in turn so that a machine that slows down slows both.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Peer">Who else does it.</param>
/// <param name="Ours">Our runs.</param>
/// <param name="Theirs">The peer's; none when the peer is missing.</param>
internal sealed record Comparison(string Name, string Peer, IReadOnlyList<Measured> Ours, IReadOnlyList<Measured> Theirs)
{
    // An engine still clears up when a build's client has gone; nobody should pay for what another one left.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Gets our median wall time over the peer's; null without a peer.</summary>
    public double? Ratio => Theirs.Count == 0 ? null : Wall(Ours).Median / Wall(Theirs).Median;

    /// <summary>Runs both in turn.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="peer">Who else does it.</param>
    /// <param name="runs">How often each.</param>
    /// <param name="ours">Does it our way, preparation not measured.</param>
    /// <param name="theirs">Does it the peer's way; null when the peer is missing.</param>
    /// <returns>All runs.</returns>
    public static async Task<Comparison> RunAsync(
        string name,
        string peer,
        int runs,
        Func<Task<Measured>> ours,
        Func<Task<Measured>>? theirs
    )
    {
        var comparison = (Ours: new List<Measured>(), Theirs: new List<Measured>());
        for (var run = 0; run < runs; run++)
        {
            await Task.Delay(Pause);
            comparison.Ours.Add(await ours());
            if (theirs is not null)
            {
                await Task.Delay(Pause);
                comparison.Theirs.Add(await theirs());
            }
        }

        await Console.Error.WriteLineAsync($"measured: {name}");
        return new Comparison(name, peer, comparison.Ours, comparison.Theirs);
    }

    /// <summary>The wall times of some runs.</summary>
    /// <param name="runs">At least one.</param>
    /// <returns>Seconds.</returns>
    public static Samples Wall(IReadOnlyList<Measured> runs) => Samples.Of(runs.Select(run => run.Wall.TotalSeconds));
}
