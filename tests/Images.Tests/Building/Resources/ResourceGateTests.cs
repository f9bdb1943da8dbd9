using Images.Building.Resources;
using Images.Engines;

namespace Images.Tests.Building.Resources;

public sealed class ResourceGateTests : IDisposable
{
    private const long Mega = 1_000_000;

    private readonly FakeResources resources = new();
    private readonly List<string> notes = [];
    private readonly ResourceGate gate;

    public ResourceGateTests() => gate = new ResourceGate(resources, TimeProvider.System);

    public void Dispose() => gate.Dispose();

    [Fact]
    public async Task As_many_start_as_memory_allows_and_the_next_when_one_is_done()
    {
        resources.Room = new EngineRoom(1100 * Mega, null, "");
        var first = await EnterAsync(500, 0);
        using var second = await EnterAsync(500, 0);
        var third = EnterAsync(500, 0);
        Assert.False(third.IsCompleted);
        first.Dispose();
        using var grant = await third;
        Assert.Null(grant.Refusal);
        Assert.Equal(["waits: 1.10 GB of memory left; images being built: 2"], notes);
    }

    [Fact]
    public async Task As_many_start_as_disk_allows()
    {
        resources.Room = new EngineRoom(null, 5000 * Mega, "/data");
        var first = await EnterAsync(500, 3000);
        var second = EnterAsync(500, 3000);
        Assert.False(second.IsCompleted);
        Assert.Equal(["waits: 5.00 GB left on /data; images being built: 1"], notes);
        first.Dispose();
        using var grant = await second;
        Assert.Equal(3000 * Mega, grant.Needs?.Disk);
    }

    [Fact]
    public async Task Why_builds_wait_is_said_once()
    {
        resources.Room = new EngineRoom(600 * Mega, null, "");
        var first = await EnterAsync(500, 0);
        var second = EnterAsync(500, 0);
        first.Dispose();
        var third = EnterAsync(500, 0);
        (await second).Dispose();
        (await third).Dispose();
        Assert.Single(notes);
    }

    [Fact]
    public async Task However_little_memory_there_is_one_is_built()
    {
        resources.Room = new EngineRoom(1 * Mega, null, "");
        using var grant = await EnterAsync(500, 0);
        Assert.Null(grant.Refusal);
        Assert.Empty(notes);
    }

    [Fact]
    public async Task Too_little_disk_for_any_is_refused_with_what_to_do()
    {
        resources.Room = new EngineRoom(null, 200 * Mega, "/var/lib/docker");
        using var grant = await EnterAsync(500, 900);
        Assert.Equal(
            "disk: 200.0 MB free on /var/lib/docker, 900.0 MB needed; free some with 'clean' or 'docker system prune'",
            grant.Refusal
        );
        Assert.Null(grant.Needs);
    }

    [Fact]
    public async Task What_may_need_more_than_there_is_is_tried_alone()
    {
        resources.Room = new EngineRoom(null, 2000 * Mega, "/data");
        using var large = await EnterAsync(500, 9000);
        Assert.Null(large.Refusal);
        Assert.False(EnterAsync(500, 100).IsCompleted);
    }

    [Fact]
    public async Task What_is_unknown_bounds_nothing()
    {
        resources.Room = new EngineRoom(null, null, "");
        for (var index = 0; index < 50; index++)
        {
            Assert.Null((await EnterAsync(500, 1_000_000)).Refusal);
        }
    }

    [Fact]
    public async Task A_small_one_does_not_pass_a_large_one_that_waits()
    {
        resources.Room = new EngineRoom(1000 * Mega, null, "");
        var running = await EnterAsync(800, 0);
        var large = EnterAsync(900, 0);
        var small = EnterAsync(100, 0);
        Assert.False(small.IsCompleted);
        running.Dispose();
        (await large).Dispose();
        (await small).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_blocks_nobody()
    {
        resources.Room = new EngineRoom(600 * Mega, null, "");
        var running = await EnterAsync(500, 0);
        using var cancel = new CancellationTokenSource();
        var waiting = gate.EnterAsync(new ResourceNeeds(500 * Mega, 0), notes.Add, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        running.Dispose();
        Assert.Null((await EnterAsync(500, 0)).Refusal);
    }

    [Fact]
    public void Needs_are_twice_what_an_image_added_last_or_as_much_as_its_parent()
    {
        const long Mebi = 1 << 20;
        Assert.Equal(512 * Mebi, ResourceNeeds.Of(null, null).Disk);
        Assert.Equal(812 * Mebi, ResourceNeeds.Of(null, 300 * Mebi).Disk);
        Assert.Equal(456 * Mebi, ResourceNeeds.Of(400 * Mebi, 300 * Mebi).Disk);
        Assert.Equal(256 * Mebi, ResourceNeeds.Of(200 * Mebi, 300 * Mebi).Disk);
        Assert.Equal(1024 * Mebi, ResourceNeeds.Of(9000 * Mebi, 300 * Mebi).LeastDiskToStart);
    }

    private Task<ResourceGrant> EnterAsync(long megabytesOfMemory, long megabytesOfDisk) =>
        gate.EnterAsync(
            new ResourceNeeds(megabytesOfMemory * Mega, megabytesOfDisk * Mega),
            notes.Add,
            TestContext.Current.CancellationToken
        );

    private sealed class FakeResources : IEngineResources
    {
        public EngineRoom Room { get; set; } = new(null, null, "");

        public Task<EngineRoom> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Room);
    }
}
