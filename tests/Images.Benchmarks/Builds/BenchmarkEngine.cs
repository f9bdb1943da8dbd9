using System.Text.Json.Nodes;
using Images.Benchmarks.Families;
using Images.BuildKit;
using Images.Engines;

namespace Images.Benchmarks.Builds;

/// <summary>The engine that is measured.</summary>
internal sealed class BenchmarkEngine : IAsyncDisposable
{
    // The engine writes the trace of a build into its history three seconds after the end.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(6);

    private readonly EngineConnection connection;

    /// <summary>Connects.</summary>
    /// <param name="address">Its address.</param>
    public BenchmarkEngine(string address)
    {
        Address = address;
        connection = new EngineConnection(new EngineEndpoint(new Uri(address), EngineSource.Option, "--engine"));
        Client = new BuildKitClient(connection.DialAsync);
    }

    /// <summary>Gets the address.</summary>
    public string Address { get; }

    /// <summary>Gets the engine's HTTP API.</summary>
    public EngineHttp Http => connection.Http;

    /// <summary>Gets its BuildKit.</summary>
    public BuildKitClient Client { get; }

    /// <summary>Removes the images that the benchmarks have made.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When they are gone.</returns>
    public async Task RemoveImagesAsync(CancellationToken cancellationToken)
    {
        var images = await Http.GetAsync("/images/json", cancellationToken) as JsonArray ?? [];
        var names = images.SelectMany(image => image?["RepoTags"] as JsonArray ?? []).Select(name => name?.GetValue<string>() ?? "");
        foreach (var name in names.Where(name => name.Contains(NodeFamily.Prefix, StringComparison.Ordinal)))
        {
            using var answer = await Http.OpenAsync(HttpMethod.Delete, $"/images/{name}?force=1", null, cancellationToken);
        }
    }

    /// <summary>Removes the images that the benchmarks have made, and everything in the engine's build cache.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is empty.</returns>
    public async Task EmptyAsync(CancellationToken cancellationToken)
    {
        await RemoveImagesAsync(cancellationToken);
        using var images = await Http.OpenAsync(HttpMethod.Post, "/images/prune", null, cancellationToken);
        using var cache = await Http.OpenAsync(HttpMethod.Post, "/build/prune?all=1", null, cancellationToken);
        // It goes on clearing up behind the answer, which whoever begins first would pay for.
        await Task.Delay(Settled, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await connection.DisposeAsync();
    }
}
