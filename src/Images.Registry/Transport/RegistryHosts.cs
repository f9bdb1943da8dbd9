using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Images.Registry.Errors;

namespace Images.Registry.Transport;

/// <summary>Knows how each host is reached: scheme, certificates, proxy.</summary>
/// <param name="options">What the user decided.</param>
/// <param name="all">Sends everything, for tests; null: connections are made as hosts need them.</param>
/// <param name="names">Finds the addresses of a name; null: the system, and nothing where <paramref name="all"/> sends everything.</param>
internal sealed class RegistryHosts(
    RegistryOptions options,
    HttpMessageInvoker? all,
    Func<string, CancellationToken, Task<IPAddress[]>>? names = null
) : IDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Lazy<HttpMessageInvoker>> invokers = new(StringComparer.Ordinal);

    /// <summary>Says whether a host is this machine by its name alone.</summary>
    public static bool IsLoopback(string host)
    {
        var name = host.StartsWith('[') ? host[1..].Split(']')[0] : host.Split(':')[0];
        return name == "localhost" || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }

    /// <summary>The address of a registry's API. Loopback is plain HTTP unless it has certificates.</summary>
    public Uri RootOf(string host) => new($"{(IsPlain(host) ? Uri.UriSchemeHttp : Uri.UriSchemeHttps)}://{host}/v2/");

    /// <summary>Says whether a registry, host and port, is asked without TLS.</summary>
    public bool IsPlain(string host) => options.PlainHttp.Contains(host) || (IsLoopback(host) && !HasCertificates(host));

    /// <summary>What sends requests to an address.</summary>
    /// <exception cref="RegistryException">The host's certificates cannot be used.</exception>
    public HttpMessageInvoker For(Uri address) =>
        all ?? invokers.GetOrAdd(KeyOf(address.Authority), _ => new(() => Create(address.Authority))).Value;

    /// <summary>Says whether a host is not of the Internet, by its name or by an address of its name.</summary>
    public async Task<bool> IsInternalAsync(Uri address, CancellationToken cancellationToken)
    {
        if (ForeignAddress.IsInternal(address.IdnHost))
        {
            return true;
        }

        // Behind a proxy it is the proxy that looks the name up, and maybe nobody else can.
        if (names is null && (all is not null || HttpClient.DefaultProxy.GetProxy(address) is not null))
        {
            return false;
        }

        try
        {
            var found = await (names ?? Dns.GetHostAddressesAsync)(address.IdnHost, cancellationToken);
            return found.Any(ForeignAddress.IsInternal);
        }
        catch (SocketException)
        {
            // The connection will say it better.
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var invoker in invokers.Values.Where(invoker => invoker.IsValueCreated))
        {
            invoker.Value.Dispose();
        }
    }

    private bool HasCertificates(string host) => options.CertificateFolders.Any(folder => Directory.Exists(Path.Combine(folder, host)));

    // Hosts with nothing of their own share their connections' handler.
    private string KeyOf(string host) => HasCertificates(host) || IsLoopback(host) ? host : string.Empty;

    private HttpMessageInvoker Create(string host)
    {
#pragma warning disable CA2000 // Dispose objects before losing scope: the invoker owns the handler
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            // Each host has its own certificates, and a login is shown to nobody else.
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectLimit,
            // A proxy reaches itself where we mean this machine.
            UseProxy = !IsLoopback(host),
            AutomaticDecompression = DecompressionMethods.None,
        };
#pragma warning restore CA2000
        HostCertificates.Find(options.CertificateFolders, host)?.ApplyTo(handler.SslOptions);
        return new HttpMessageInvoker(handler);
    }
}
