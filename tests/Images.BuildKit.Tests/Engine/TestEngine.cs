using System.Net;
using Images.EngineTests;

namespace Images.BuildKit.Tests.Engine;

/// <summary>
/// The engine under test: the one that the program itself would find or start. Tests skip, with the reason, where there can be
/// none.
/// </summary>
public sealed class TestEngine : IAsyncLifetime
{
    public const string Label = "images.test";

    private readonly List<string> names = [];
    private readonly SharedEngine shared = new();
    private HttpClient http = new();

    /// <summary>Where it is, as DOCKER_HOST has it.</summary>
    public string Address => shared.Connection.Endpoint.Address.OriginalString;

    internal Func<CancellationToken, Task<Stream>> Dial { get; private set; } = _ => throw new InvalidOperationException("no engine");

    public async ValueTask InitializeAsync()
    {
        await shared.InitializeAsync();
        if (shared.WhyNot is null)
        {
            Dial = shared.Connection.DialAsync;
        }

        http.Dispose();
        http = CreateClient(Dial);
    }

    /// <summary>A client of the engine; skips the test where there is none.</summary>
    public BuildKitClient Client()
    {
        Require();
        return new BuildKitClient(Dial);
    }

    /// <summary>Skips the test where there is no engine.</summary>
    public void Require() => Assert.SkipWhen(shared.WhyNot is not null, $"no engine: {shared.WhyNot}");

    /// <summary>A reference that nobody else uses and that is removed in the end.</summary>
    public string NewName()
    {
        var name = $"images-test/buildkit:{Guid.NewGuid():N}";
        lock (names)
        {
            names.Add(name);
        }

        return name;
    }

    /// <summary>An image with a shell that the engine has; skips the test where it can have none.</summary>
    public async Task<string> BaseAsync()
    {
        await shared.RequireBaseAsync();
        return SharedEngine.BaseName;
    }

    /// <summary>The image as the engine tells it, in JSON.</summary>
    public Task<string> InspectAsync(string name) => http.GetStringAsync(new Uri($"http://docker/images/{name}/json"));

    /// <summary>Finds the first part of the engine's version.</summary>
    public Task<int> MajorVersionAsync() => shared.MajorVersionAsync();

    public async Task<bool> HasAsync(string name)
    {
        using var response = await http.GetAsync(new Uri($"http://docker/images/{name}/json"));
        return response.StatusCode == HttpStatusCode.OK;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in names.Where(_ => shared.WhyNot is null))
        {
            using var response = await http.DeleteAsync(new Uri($"http://docker/images/{name}?force=true"));
        }

        http.Dispose();
        await shared.DisposeAsync();
    }

    private static HttpClient CreateClient(Func<CancellationToken, Task<Stream>> dial)
    {
#pragma warning disable CA2000 // Dispose objects before losing scope: the client owns its handler
        return new HttpClient(
            new SocketsHttpHandler { ConnectCallback = async (_, cancellationToken) => await dial(cancellationToken), UseProxy = false }
        );
#pragma warning restore CA2000
    }
}
