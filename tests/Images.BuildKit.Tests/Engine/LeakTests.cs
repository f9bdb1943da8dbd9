using Images.BuildKit.Builds;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests.Engine;

[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed class LeakTests(TestEngine engine)
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(BuildKitRoute.Upgrade)]
    [InlineData(BuildKitRoute.Direct)]
    public async Task Builds_however_they_end_leave_no_connection_but_the_one_that_all_share(BuildKitRoute route)
    {
        engine.Require();
        var image = await engine.BaseAsync();
        await using var socket = route == BuildKitRoute.Direct ? RelaySocket.Direct(engine.Dial) : new RelaySocket(engine.Dial);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        using var directory = new TemporaryDirectory().Write("a", "a");
        var context = new DirectoryContext(directory.Path);
        await using (var client = new BuildKitClient(BuildKitDial.Unix(socket.Path), route: route))
        {
            await Task.WhenAll(
                Enumerable.Range(0, 12).Select(i => BuildAsync(client, $"FROM scratch\nCOPY a /{i % 4}\n", context, cancel))
            );
            await Assert.ThrowsAsync<BuildFailedException>(() => BuildAsync(client, "FROM scratch\nCOPY none /\n", context, cancel));
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.5));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                BuildAsync(client, $"FROM {image}\nRUN : {Guid.NewGuid()}; sleep 600\n", context, stop.Token)
            );

            await socket.OpenAsync(1, limit.Token);
        }

        await socket.OpenAsync(0, limit.Token);
    }

    private static Task<BuildResult> BuildAsync(
        BuildKitClient client,
        string dockerfile,
        DirectoryContext context,
        CancellationToken cancellationToken
    ) => client.BuildAsync(BuildingTests.Request(dockerfile, context), null, cancellationToken);
}
