using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Images.BuildKit.Tests.Engine;

/// <summary>A port on loopback behind which an engine answers over TLS, to clients with a certificate only.</summary>
internal sealed class TlsSocket : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly TestCertificates certificates;
    private readonly Func<CancellationToken, Task<Stream>> dial;
    private readonly Task accepting;

    public TlsSocket(TestCertificates certificates, Func<CancellationToken, Task<Stream>> dial)
    {
        this.certificates = certificates;
        this.dial = dial;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                relays.Add(RelayAsync(await listener.AcceptSocketAsync(stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(Socket socket)
    {
        try
        {
            await using var near = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await near.AuthenticateAsServerAsync(Options(), stop.Token);
            await using var far = await dial(stop.Token);
            await BothWays.RelayAsync(near, far, stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or AuthenticationException) { }
    }

    private SslServerAuthenticationOptions Options() =>
        new()
        {
            ServerCertificate = certificates.Server,
            ClientCertificateRequired = true,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { certificates.Authority },
            },
        };
}
