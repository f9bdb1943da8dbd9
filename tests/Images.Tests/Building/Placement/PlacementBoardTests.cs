using Images.Building.Placement;
using Images.Engines;

namespace Images.Tests.Building.Placement;

public sealed class PlacementBoardTests
{
    private static readonly IReadOnlyDictionary<BuildSite, long> Nowhere = new Dictionary<BuildSite, long>();

    private readonly BuildSite first = new FakeEngine("first", []).Site(2);
    private readonly BuildSite second = new FakeEngine("second", []).Site(2);

    [Fact]
    public async Task The_least_busy_engine_is_taken_and_of_equal_ones_the_first()
    {
        var board = new PlacementBoard([first, second]);
        Assert.Equal([first, second, first, second], await TakeAsync(board, 4));
    }

    [Fact]
    public async Task An_engine_with_more_slots_is_less_busy()
    {
        var large = new FakeEngine("large", []).Site(4);
        var board = new PlacementBoard([first, large]);
        Assert.Equal([first, large, large, first, large, large], await TakeAsync(board, 6));
    }

    [Fact]
    public async Task The_engine_that_has_most_of_the_parents_comes_before_an_idle_one()
    {
        var board = new PlacementBoard([first, second]);
        using var busy = await board.TakeAsync(Near(second, 1), Token);
        using var seat = await board.TakeAsync(new Dictionary<BuildSite, long> { [first] = 5, [second] = 9 }, Token);
        Assert.Equal(second, seat.Site);
    }

    [Fact]
    public async Task A_full_engine_does_not_make_an_image_wait_while_another_is_free()
    {
        var board = new PlacementBoard([first, second]);
        using var one = await board.TakeAsync(Near(first, 1), Token);
        using var two = await board.TakeAsync(Near(first, 1), Token);
        using var three = await board.TakeAsync(Near(first, 1), Token);
        Assert.Equal(second, three.Site);
    }

    [Fact]
    public async Task Who_has_least_to_move_gets_the_place_that_comes_free_then_who_waited_longest()
    {
        var board = new PlacementBoard([first]);
        var seats = new[] { await board.TakeAsync(Nowhere, Token), await board.TakeAsync(Nowhere, Token) };
        var early = board.TakeAsync(Nowhere, Token);
        var near = board.TakeAsync(Near(first, 7), Token);
        var late = board.TakeAsync(Nowhere, Token);
        seats[0].Dispose();
        using var nearSeat = await near;
        Assert.False(early.IsCompleted);
        seats[1].Dispose();
        using var earlySeat = await early;
        Assert.False(late.IsCompleted);
    }

    [Fact]
    public async Task A_place_that_is_given_back_twice_is_free_once()
    {
        var board = new PlacementBoard([new FakeEngine("only", []).Site(1)]);
        var seat = await board.TakeAsync(Nowhere, Token);
        seat.Dispose();
        seat.Dispose();
        using var taken = await board.TakeAsync(Nowhere, Token);
        Assert.False(board.TakeAsync(Nowhere, Token).IsCompleted);
    }

    [Fact]
    public async Task Nothing_goes_to_an_engine_that_was_lost()
    {
        var board = new PlacementBoard([first, second]);
        Assert.True(board.Lose(first));
        Assert.False(board.Lose(first));
        using var seat = await board.TakeAsync(Near(first, 100), Token);
        Assert.Equal(second, seat.Site);
        Assert.Equal((true, false), (board.IsLost(first), board.IsLost("second")));
        Assert.Equal(second, board.FirstAlive);
    }

    [Fact]
    public async Task With_the_last_engine_whoever_waits_is_told()
    {
        var only = new FakeEngine("only", []).Site(1);
        var board = new PlacementBoard([only]);
        using var seat = await board.TakeAsync(Nowhere, Token);
        var waiting = board.TakeAsync(Nowhere, Token);
        board.Lose(only);
        await Assert.ThrowsAsync<EngineException>(() => waiting);
        await Assert.ThrowsAsync<EngineException>(() => board.TakeAsync(Nowhere, Token));
    }

    [Fact]
    public async Task Who_gives_up_waiting_gets_no_place()
    {
        var board = new PlacementBoard([new FakeEngine("only", []).Site(1)]);
        var seat = await board.TakeAsync(Nowhere, Token);
        using var cancel = new CancellationTokenSource();
        var waiting = board.TakeAsync(Nowhere, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        seat.Dispose();
        using var next = await board.TakeAsync(Nowhere, Token);
        Assert.Equal("only", next.Site.Name);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dictionary<BuildSite, long> Near(BuildSite site, long bytes) => new() { [site] = bytes };

    private static async Task<IReadOnlyList<BuildSite>> TakeAsync(PlacementBoard board, int count)
    {
        var sites = new List<BuildSite>();
        for (var index = 0; index < count; index++)
        {
            sites.Add((await board.TakeAsync(Nowhere, Token)).Site);
        }

        return sites;
    }
}
