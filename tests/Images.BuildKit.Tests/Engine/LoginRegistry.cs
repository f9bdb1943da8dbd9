using System.Collections.Concurrent;
using System.Net;

namespace Images.BuildKit.Tests.Engine;

/// <summary>A registry on loopback that has nothing and wants a login for it.</summary>
internal sealed class LoginRegistry : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private Task serving = Task.CompletedTask;

    public string Host { get; private set; } = "";

    public ConcurrentQueue<string> Authorizations { get; } = new();

    public bool WasAsked { get; private set; }

    public static Task<LoginRegistry> StartAsync(CancellationToken cancellationToken)
    {
        var registry = new LoginRegistry();
        using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            registry.Host = free.LocalEndpoint.ToString()!;
        }

        registry.listener.Prefixes.Add($"http://{registry.Host}/");
        registry.listener.Start();
        registry.serving = Task.Run(registry.ServeAsync, cancellationToken);
        return Task.FromResult(registry);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Close();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                Answer(await listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        WasAsked = true;
        var authorization = context.Request.Headers["Authorization"];
        if (authorization is null)
        {
            context.Response.StatusCode = 401;
            context.Response.Headers["WWW-Authenticate"] = "Basic realm=\"test\"";
        }
        else
        {
            Authorizations.Enqueue(authorization);
            context.Response.StatusCode = 404;
        }

        context.Response.Close();
    }
}
