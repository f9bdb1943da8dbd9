using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Images.Loopback;

namespace Images.BuildKit.Tests.Engine;

/// <summary>A registry on loopback that has nothing, and lets in who brings a token that it gives to anybody.</summary>
internal sealed class TokenRegistry : IAsyncDisposable
{
    public const string IdentityToken = "identity-token";

    private const string Token = "a-token";

    // Engines try this first; a token server knows no user without a name.
    private static readonly string IdentityTokenAsPassword =
        "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($":{IdentityToken}"));

    private readonly HttpListener listener = new();
    private readonly Task serving;

    public TokenRegistry()
    {
        Host = $"127.0.0.1:{FreePort.Find()}";
        listener.Prefixes.Add($"http://{Host}/");
        listener.Start();
        serving = Task.Run(ServeAsync);
    }

    public string Host { get; }

    /// <summary>What token requests showed: their Authorization, or the form that they posted; empty for neither.</summary>
    public ConcurrentQueue<string> TokenRequests { get; } = new();

    /// <summary>Requests that brought the token.</summary>
    public int LetIn { get; private set; }

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
                await AnswerAsync(await listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Url!.AbsolutePath == "/token")
        {
            using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
            var shown = request.Headers["Authorization"] ?? await reader.ReadToEndAsync();
            TokenRequests.Enqueue(shown);
            if (shown == IdentityTokenAsPassword)
            {
                response.StatusCode = 401;
            }
            else
            {
                await response.OutputStream.WriteAsync(
                    Encoding.UTF8.GetBytes($$"""{"token":"{{Token}}","access_token":"{{Token}}","expires_in":300}""")
                );
            }
        }
        else if (request.Headers["Authorization"] == $"Bearer {Token}")
        {
            LetIn++;
            response.StatusCode = 404;
        }
        else
        {
            response.StatusCode = 401;
            response.Headers["WWW-Authenticate"] = $"Bearer realm=\"http://{Host}/token\",service=\"test\"";
        }

        response.Close();
    }
}
