using System.Net;
using System.Net.Sockets;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests.Engine;

/// <summary>
/// The engine under test: DOCKER_HOST, else the system's socket, else the private engine's. Tests skip, with the reason, where
/// there is none.
/// </summary>
public sealed class TestEngine : IAsyncLifetime
{
    public const string Label = "images.test";

    private readonly List<string> names = [];
    private string? reason;
    private HttpClient http = new();

    internal Func<CancellationToken, Task<Stream>> Dial { get; private set; } = _ => throw new InvalidOperationException("no engine");

    public async ValueTask InitializeAsync()
    {
        var (dial, tried) = Find();
        Dial = dial ?? Dial;
        reason = dial is null ? $"no container engine: {tried}" : null;
        http.Dispose();
        http = CreateClient(dial ?? Dial);
        try
        {
            if (dial is not null)
            {
                using var pong = await http.GetAsync(new Uri("http://docker/_ping"));
            }
        }
        catch (HttpRequestException e)
        {
            reason = $"no container engine: {tried} does not answer: {e.Message}";
        }
    }

    /// <summary>A client of the engine; skips the test where there is none.</summary>
    public BuildKitClient Client()
    {
        Assert.SkipWhen(reason is not null, reason ?? "");
        return new BuildKitClient(Dial);
    }

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

    /// <summary>An image with a shell that the engine has; skips the test where it has none.</summary>
    public async Task<string> BaseAsync()
    {
        Assert.SkipWhen(reason is not null, reason ?? "");
        var name = Environment.GetEnvironmentVariable("IMAGES_TEST_BASE") is { Length: > 0 } given ? given : "debian:bookworm-slim";
        Assert.SkipUnless(await HasAsync(name), $"the engine has no image {name}: name one with a shell in IMAGES_TEST_BASE");
        return name;
    }

    /// <summary>The image as the engine tells it, in JSON.</summary>
    public Task<string> InspectAsync(string name) => http.GetStringAsync(new Uri($"http://docker/images/{name}/json"));

    public async Task<bool> HasAsync(string name)
    {
        using var response = await http.GetAsync(new Uri($"http://docker/images/{name}/json"));
        return response.StatusCode == HttpStatusCode.OK;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in names.Where(_ => reason is null))
        {
            using var response = await http.DeleteAsync(new Uri($"http://docker/images/{name}?force=true"));
        }

        http.Dispose();
    }

    private static (Func<CancellationToken, Task<Stream>>? Dial, string Tried) Find()
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host)
        {
            var uri = new Uri(host);
            return (uri.Scheme == "unix" ? BuildKitDial.Unix(uri.AbsolutePath) : BuildKitDial.Tcp(uri.Host, uri.Port), host);
        }

        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/state");
        string[] sockets = ["/var/run/docker.sock", Path.Combine(state, "images/engine/docker.sock")];
        var socket = Array.Find(sockets, Answers);
        return (
            socket is null ? null : BuildKitDial.Unix(socket),
            socket ?? $"DOCKER_HOST is not set and nothing answers on {string.Join(" or ", sockets)}"
        );
    }

    private static HttpClient CreateClient(Func<CancellationToken, Task<Stream>> dial)
    {
#pragma warning disable CA2000 // Dispose objects before losing scope: the client owns its handler
        return new HttpClient(
            new SocketsHttpHandler { ConnectCallback = async (_, cancellationToken) => await dial(cancellationToken), UseProxy = false }
        );
#pragma warning restore CA2000
    }

    private static bool Answers(string path)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
