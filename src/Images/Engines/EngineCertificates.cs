using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Images.Engines;

/// <summary>Reads an endpoint's PEM files into what a TLS client needs.</summary>
internal static class EngineCertificates
{
    /// <summary>Builds the client's side of the handshake.</summary>
    /// <exception cref="EngineException">A file is missing or not PEM.</exception>
    public static SslClientAuthenticationOptions Options(EngineEndpoint endpoint)
    {
        var material = endpoint.Tls ?? new EngineTls(null, null, null, SkipVerify: false);
        var options = new SslClientAuthenticationOptions { TargetHost = endpoint.Address.Host };
        try
        {
#pragma warning disable CA2000 // Dispose objects before losing scope: the handshake options own the certificate
            if (material is { CertificateFile: { } certificate, KeyFile: { } key })
            {
                options.ClientCertificates = [X509Certificate2.CreateFromPemFile(certificate, key)];
            }
#pragma warning restore CA2000

            if (material.SkipVerify)
            {
#pragma warning disable CA5359 // Do not disable certificate validation: the user asked for it by DOCKER_TLS_VERIFY= or the context
                options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
            }
            else if (material.CaFile is { } file)
            {
                var policy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck,
                };
                policy.CustomTrustStore.ImportFromPemFile(file);
                options.CertificateChainPolicy = policy;
            }

            return options;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new EngineException(
                $"{endpoint.Origin}: cannot read the TLS files: {e.Message}; check DOCKER_CERT_PATH or the docker context",
                e
            );
        }
    }
}
