using Images.Engines;

namespace Images.Tests.Testing;

/// <summary>Names volumes instead of filling them, and remembers how many there are.</summary>
internal sealed class FakeFixtures : IFixtureVolumes
{
    private int open;
    private int filled;

    /// <summary>Gets what was not given back.</summary>
    public int Open => open;

    /// <summary>Gets how often volumes were filled.</summary>
    public int FilledCount => filled;

    /// <summary>Gets what goes wrong, or null.</summary>
    public string? Problem { get; init; }

    public Task<IFilledVolumes> FillAsync(string image, IReadOnlyList<Fixture> fixtures, CancellationToken cancellationToken)
    {
        if (Problem is not null)
        {
            throw new EngineException(Problem);
        }

        Interlocked.Increment(ref open);
        var number = Interlocked.Increment(ref filled);
        return Task.FromResult<IFilledVolumes>(
            new Filled(this, [.. fixtures.Select(fixture => new VolumeMount($"volume{number}", fixture.Target))])
        );
    }

    private sealed class Filled(FakeFixtures owner, IReadOnlyList<VolumeMount> mounts) : IFilledVolumes
    {
        public IReadOnlyList<VolumeMount> Mounts => mounts;

        public ValueTask DisposeAsync()
        {
            Interlocked.Decrement(ref owner.open);
            return ValueTask.CompletedTask;
        }
    }
}
