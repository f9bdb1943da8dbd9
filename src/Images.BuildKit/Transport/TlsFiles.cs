using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Images.BuildKit.Transport;

/// <summary>Files in PEM form with which an engine is reached over TLS, as docker contexts and <c>DOCKER_CERT_PATH</c> have them.</summary>
/// <param name="CaFile">The authorities to trust; null is the system's own.</param>
/// <param name="CertificateFile">Our certificate; null shows none.</param>
/// <param name="KeyFile">The key of our certificate; null when there is no certificate.</param>
/// <param name="SkipVerify">Takes whatever certificate the engine shows.</param>
/// <param name="ServerName">The name in the engine's certificate; null is the host that is dialled.</param>
public sealed record TlsFiles(
    string? CaFile = null,
    string? CertificateFile = null,
    string? KeyFile = null,
    bool SkipVerify = false,
    string? ServerName = null
)
{
    /// <summary>Reads the files into the client's side of a handshake.</summary>
    /// <param name="host">The host that will be dialled.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A file is not PEM, or certificate and key do not match.</exception>
    public SslClientAuthenticationOptions Read(string host)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = ServerName ?? host };
        if (CertificateFile is not null && KeyFile is not null)
        {
#pragma warning disable CA2000 // Dispose objects before losing scope: the handshake options own the certificate
            options.ClientCertificates = [X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile)];
#pragma warning restore CA2000
        }

        if (SkipVerify)
        {
#pragma warning disable CA5359 // Do not disable certificate validation: the caller asked for it by name
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (CaFile is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(CaFile);
        }

        return options;
    }
}
