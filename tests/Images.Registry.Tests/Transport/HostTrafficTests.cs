using Images.Registry.Transport;

namespace Images.Registry.Tests.Transport;

public sealed class HostTrafficTests
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_so_many_requests_are_under_way_at_once()
    {
        using var traffic = new HostTraffic(new RegistryOptions { MostRequests = 2 }, TimeProvider.System);
        using var one = await traffic.EnterAsync(isTransfer: false, cancel);
        var two = await traffic.EnterAsync(isTransfer: false, cancel);

        var three = traffic.EnterAsync(isTransfer: false, cancel);
        Assert.False(three.IsCompleted);

        two.Dispose();
        (await three).Dispose();
    }

    [Fact]
    public async Task An_upload_does_not_take_the_place_of_what_it_reads_from()
    {
        using var traffic = new HostTraffic(new RegistryOptions { MostRequests = 1 }, TimeProvider.System);
        using var upload = await traffic.EnterAsync(isTransfer: true, cancel);

        using var download = await traffic.EnterAsync(isTransfer: false, cancel);

        Assert.False(traffic.EnterAsync(isTransfer: true, cancel).IsCompleted);
    }
}
