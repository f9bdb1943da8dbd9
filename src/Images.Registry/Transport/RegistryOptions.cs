using Images.Registry.Logins;

namespace Images.Registry.Transport;

/// <summary>How registries are reached.</summary>
public sealed record RegistryOptions
{
    /// <summary>Gets the logins; null: everybody is anonymous.</summary>
    public IRegistryCredentials? Credentials { get; init; }

    /// <summary>Gets the registries, host and port as in references, that are asked without TLS. Those of the loopback always are.</summary>
    public IReadOnlyCollection<string> PlainHttp { get; init; } = [];

    /// <summary>
    /// Gets the folders that hold, in a folder named like a registry, certificates to trust for it (<c>*.crt</c>) and to show to it
    /// (<c>*.cert</c> with <c>*.key</c>). <c>SSL_CERT_FILE</c> and the system's own certificates count as well.
    /// </summary>
    public IReadOnlyList<string> CertificateFolders { get; init; } = ["/etc/docker/certs.d", "/etc/containers/certs.d"];

    /// <summary>Gets how often a request is sent again after the first time, when the registry is out of breath.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Gets how long an answer may take, its body included where it is a document; of a blob, how long it may stand still.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the longest wait that a registry may ask for; one that wants more is an error.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how many requests a registry is sent at once, and as many uploads of blobs beside them.</summary>
    public int MostRequests { get; init; } = 8;

    /// <summary>Gets up to what size, in bytes, a blob is sent whole; a bigger one so that it can be gone on with.</summary>
    public int LongestWhole { get; init; } = 4 * 1024 * 1024;

    /// <summary>Gets the program's name in the registries' logs.</summary>
    public string UserAgent { get; init; } = "images-registry";
}
