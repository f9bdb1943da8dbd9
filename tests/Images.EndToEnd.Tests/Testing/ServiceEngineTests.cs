using Images.Engines;
using Images.Testing;

namespace Images.EndToEnd.Tests.Testing;

/// <summary>A program that stays up, and others beside it, on a real engine.</summary>
[Trait("Category", "Engine")]
public sealed class ServiceEngineTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    [Fact]
    public async Task Programs_run_beside_one_that_stays_up_and_all_go_with_its_container()
    {
        var image = await images.GoodAsync();
        var services = new ServiceContainers(
            engine.Connection,
            new Containers(engine.Connection, TimeProvider.System),
            TimeProvider.System
        );
        var token = TestContext.Current.CancellationToken;
        await using (
            var service = await services.StartAsync(Shell(image, "echo up; echo state > /tmp/state; while :; do sleep 1; done"), token)
        )
        {
            while (!service.Output.Contains("up\n", StringComparison.Ordinal))
            {
                await Task.Delay(50, token);
            }

            Assert.Null(await service.ExitCodeAsync(token));
            var beside = await service.RunAsync(
                Shell(image, "cat /tmp/state; echo $A >&2; exit 4") with
                {
                    Environment = new Dictionary<string, string> { ["A"] = "b" },
                },
                token
            );
            Assert.Equal((4, "state\n", "b\n", false), (beside.ExitCode, beside.Output, beside.Error, beside.TimedOut));
            Assert.True((await service.RunAsync(Shell(image, "sleep 1000") with { Timeout = TimeSpan.FromSeconds(1) }, token)).TimedOut);
            Assert.Null(await service.ExitCodeAsync(token));
        }

        await using (var service = await services.StartAsync(Shell(image, "exit 3"), token))
        {
            while (await service.ExitCodeAsync(token) is null)
            {
                await Task.Delay(50, token);
            }

            Assert.Equal(3, await service.ExitCodeAsync(token));
        }

        Assert.Equal(0, await images.ContainersOfAsync(image));
    }

    private static ContainerSpec Shell(string image, string line) => TestContainer.Of(image, ["/bin/sh", "-c", line]);
}
