using Images.Planning.Locking;
using Images.Registry.Errors;

namespace Images.Tests.Planning.Locking;

public sealed class LockRefreshTests
{
    private const string Amd = "linux/amd64";
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly Registry registry = new();

    [Fact]
    public async Task What_is_missing_is_added_what_is_not_used_goes_and_the_rest_stays()
    {
        registry.Now["a:1"] = "new";
        var old = BaseLock.Of([Locked("b:1", "old"), Locked("gone:1", "old")]);

        var refreshed = await RefreshAsync(old, _ => false, "a:1", "b:1");

        Assert.Equal(["a:1 new", "b:1 old"], Digests(refreshed.Lock));
        Assert.Equal(["a:1"], registry.Asked);
        Assert.Equal(
            [new LockChange("a:1", Amd, null, "new/linux/amd64"), new LockChange("gone:1", Amd, "old/linux/amd64", null)],
            LockChange.Between(old, refreshed.Lock)
        );
    }

    [Fact]
    public async Task Only_what_is_to_be_updated_moves()
    {
        registry.Now["a:1"] = registry.Now["b:1"] = "new";
        var old = BaseLock.Of([Locked("a:1", "old"), Locked("b:1", "old")]);

        var refreshed = await RefreshAsync(old, reference => reference == "b:1", "a:1", "b:1");

        Assert.Equal(["a:1 old", "b:1 new"], Digests(refreshed.Lock));
    }

    [Fact]
    public async Task An_index_that_moved_for_other_platforms_changes_nothing()
    {
        registry.Now["a:1"] = "new";
        registry.Same = true;
        var old = BaseLock.Of([Locked("a:1", "old")]);

        Assert.Equal(["a:1 old"], Digests((await RefreshAsync(old, _ => true, "a:1")).Lock));
    }

    [Fact]
    public async Task Another_platform_comes_from_the_same_index()
    {
        registry.Now["a:1"] = "new";
        var old = BaseLock.Of([Locked("a:1", "old")]);
        var needed = new NeededBase("a:1", [Amd, "linux/arm64"], []);

        var refreshed = await new LockRefresh(registry, _ => false).RunAsync([needed], old, _ => false, cancel);

        Assert.Equal(["a:1 old"], Digests(refreshed.Lock));
        Assert.Equal(["old/linux/amd64", "old/linux/arm64"], refreshed.Lock.Bases["a:1"].Platforms.Values);
        Assert.Equal(["a:1@old"], registry.Asked);
    }

    [Fact]
    public async Task All_that_goes_wrong_is_told_and_a_base_that_can_be_made_is_left_out()
    {
        registry.Problems["made:1"] = registry.Problems["made:2"] = registry.Problems["c:1"] = RegistryProblem.Unreachable;
        registry.Problems["made:3"] = RegistryProblem.NotFound;
        var old = BaseLock.Of([Locked("made:2", "old")]);

        var refreshed = await new LockRefresh(registry, reference => reference.StartsWith("made", StringComparison.Ordinal)).RunAsync(
            Needed("made:1", "made:2", "made:3", "c:1"),
            old,
            _ => true,
            cancel
        );

        Assert.Equal(["made:2 old"], Digests(refreshed.Lock));
        Assert.Equal(["made:1: no", "made:2: no"], refreshed.Left);
        Assert.Equal(["c:1: no", "made:3: no"], refreshed.Problems);
    }

    [Fact]
    public async Task The_survey_asks_once_for_each_base_and_says_what_moved()
    {
        registry.Now["a:1"] = "old";
        registry.Now["b:1"] = "new";
        registry.Problems["d:1"] = RegistryProblem.RateLimited;
        var locked = BaseLock.Of([Locked("a:1", "old"), Locked("b:1", "old"), Locked("d:1", "old")]);

        var states = await new BaseSurvey(registry).RunAsync(Needed("a:1", "b:1", "c:1", "d:1"), locked, cancel);

        Assert.Equal(
            [BaseStatus.Current, BaseStatus.Moved, BaseStatus.NotLocked, BaseStatus.Unknown],
            states.Select(state => state.Status)
        );
        Assert.Equal([new LockChange("b:1", Amd, "old/linux/amd64", "new/linux/amd64")], states[1].Moves);
        Assert.Equal("d:1: no", states[3].Problem);
        Assert.Equal(["? a:1", "? b:1", "? d:1", "b:1@new"], registry.Asked.Order(StringComparer.Ordinal));
    }

    private Task<RefreshedLock> RefreshAsync(BaseLock old, Func<string, bool> isUpdated, params string[] needed) =>
        new LockRefresh(registry, _ => false).RunAsync(Needed(needed), old, isUpdated, cancel);

    private static NeededBase[] Needed(params string[] references) =>
        [.. references.Select(reference => new NeededBase(reference, [Amd], []))];

    private static LockedBase Locked(string reference, string digest) => LockFileTests.Base(reference, digest, (Amd, $"{digest}/{Amd}"));

    private static IEnumerable<string> Digests(BaseLock locked) =>
        locked.Bases.Values.OrderBy(entry => entry.Reference, StringComparer.Ordinal).Select(entry => $"{entry.Reference} {entry.Digest}");

    private sealed class Registry : IBaseRegistry
    {
        private readonly Lock gate = new();

        public Dictionary<string, string> Now { get; } = [];

        public Dictionary<string, RegistryProblem> Problems { get; } = [];

        public List<string> Asked { get; } = [];

        public bool Same { get; set; }

        public Task<string> DigestAsync(string reference, CancellationToken cancellationToken)
        {
            Note($"? {reference}");
            return Problems.TryGetValue(reference, out var problem)
                ? throw new RegistryException(problem, $"{reference}: no")
                : Task.FromResult(Now[reference]);
        }

        public Task<LockedBase> ResolveAsync(
            string reference,
            string? digest,
            IReadOnlyList<string> platforms,
            CancellationToken cancellationToken
        )
        {
            Note(digest is null ? reference : $"{reference}@{digest}");
            if (Problems.TryGetValue(reference, out var problem))
            {
                throw new RegistryException(problem, $"{reference}: no");
            }

            var now = digest ?? Now[reference];
            return Task.FromResult(
                LockFileTests.Base(reference, now, [.. platforms.Select(platform => (platform, $"{(Same ? "old" : now)}/{platform}"))])
            );
        }

        private void Note(string line)
        {
            lock (gate)
            {
                Asked.Add(line);
            }
        }
    }
}
