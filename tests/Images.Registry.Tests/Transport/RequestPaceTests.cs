using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Registry.Tests.Transport;

public sealed class RequestPaceTests
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly HastyTime time = new();

    [Fact]
    public async Task Nobody_waits_before_the_registry_says_that_it_is_too_fast()
    {
        var pace = Pace();

        for (var count = 0; count < 100; count++)
        {
            await pace.WaitAsync(cancel);
        }

        Assert.Empty(time.Waits);
        Assert.Null(pace.Rate);
    }

    [Fact]
    public async Task Too_many_requests_lower_the_rate_for_all()
    {
        var pace = Pace();
        pace.Slow(time.Now, null);

        for (var count = 0; count < 5; count++)
        {
            await pace.WaitAsync(cancel);
        }

        Assert.Equal(10, pace.Rate);
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(0.1), 4), time.Waits);
    }

    [Fact]
    public void Requests_that_went_out_together_lower_it_once_and_later_ones_again()
    {
        var pace = Pace();
        var together = time.Now;
        time.Now += TimeSpan.FromSeconds(1);

        pace.Slow(together, null);
        pace.Slow(together, null);
        Assert.Equal(10, pace.Rate);

        pace.Slow(time.Now, null);
        Assert.Equal(5, pace.Rate);
    }

    [Fact]
    public async Task What_one_request_is_told_to_wait_all_wait()
    {
        var pace = Pace();
        pace.Slow(time.Now, TimeSpan.FromSeconds(7));

        await pace.WaitAsync(cancel);

        Assert.Equal([TimeSpan.FromSeconds(7)], time.Waits);
    }

    [Fact]
    public async Task A_wait_that_is_not_worth_it_is_nobody_s()
    {
        var pace = Pace();
        pace.Slow(time.Now, TimeSpan.FromHours(1));

        await pace.WaitAsync(cancel);

        Assert.Empty(time.Waits);
    }

    [Fact]
    public void It_rises_by_one_a_second_for_each_second_of_success_until_it_no_longer_matters()
    {
        var pace = Pace();
        pace.Slow(time.Now, null);

        for (var count = 0; count < 10; count++)
        {
            pace.Quicken();
        }

        Assert.InRange(pace.Rate!.Value, 10.9, 11.1);
        for (var count = 0; count < 2000; count++)
        {
            pace.Quicken();
        }

        Assert.Null(pace.Rate);
    }

    [Fact]
    public async Task Requests_of_one_client_share_it_and_another_registry_has_its_own()
    {
        using var registry = new FakeRegistry();
        registry.PutImage("acme/base", "1");
        var refusals = 1;
        registry.Rule = request =>
            request.RequestUri!.Host == "r.example" && refusals-- > 0
                ? FakeRegistry.Answer(System.Net.HttpStatusCode.TooManyRequests, "", ("Retry-After", "5"))
                : null;
        using var client = registry.Client(time: time);

        await client.ResolveAsync(RegistryReference.Parse("r.example/acme/base:1"), cancel);
        var waits = time.Waits.Count;
        await client.ResolveAsync(RegistryReference.Parse("other.example/acme/base:1"), cancel);
        Assert.Equal(waits, time.Waits.Count);

        await client.ResolveAsync(RegistryReference.Parse("r.example/acme/base:1"), cancel);
        Assert.Equal(waits + 1, time.Waits.Count);
    }

    [Fact]
    public async Task What_a_registry_says_of_its_limit_of_pulls_is_known_afterwards()
    {
        using var registry = new FakeRegistry();
        var hub = RegistryReference.Parse("debian:12");
        registry.Rule = _ =>
            FakeRegistry.Answer(
                System.Net.HttpStatusCode.NotFound,
                "",
                ("ratelimit-limit", "100;w=21600"),
                ("ratelimit-remaining", "76;w=21600")
            );
        using var client = registry.Client(time: time);
        Assert.Null(client.GetPullLimit(hub));

        Assert.Null(await client.FindAsync(hub, cancel));

        Assert.Equal(new PullLimit(100, 76, TimeSpan.FromHours(6)), client.GetPullLimit(hub));
        Assert.Null(client.GetPullLimit(RegistryReference.Parse("ghcr.io/a/b")));
    }

    private RequestPace Pace() => new(TimeSpan.FromSeconds(60), time);
}
