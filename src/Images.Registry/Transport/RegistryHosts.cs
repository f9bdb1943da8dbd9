using System.Collections.Concurrent;
using System.Net;
using Images.Registry.Errors;

namespace Images.Registry.Transport;

/// <summary>Knows how each host is reached: scheme, certificates, proxy.</summary>
/// <param name="options">What the user decided.</param>
/// <param name="all">Sends everything, for tests; null: connections are made as hosts need them.</param>
internal sealed class RegistryHosts(RegistryOptions options, HttpMessageInvoker? all) : IDisposable
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
