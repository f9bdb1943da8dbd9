using System.Net.Security;
using System.Security.Cryptography;
using Images.BuildKit.Transport;

namespace Images.Engines;

/// <summary>Reads an endpoint's PEM files into what a TLS client needs.</summary>
internal static class EngineCertificates
{
    /// <summary>Builds the client's side of the handshake, for requests in HTTP/1.1 and what is upgraded from it.</summary>
    /// <exception cref="EngineException">A file is missing or not PEM.</exception>
    public static SslClientAuthenticationOptions Options(EngineEndpoint endpoint)
    {
        var material = endpoint.Tls ?? new EngineTls(null, null, null, SkipVerify: false);
        try
        {
            var files = new TlsFiles(material.CaFile, material.CertificateFile, material.KeyFile, material.SkipVerify);
            var options = files.Read(endpoint.Address.Host);
            options.ApplicationProtocols = [SslApplicationProtocol.Http11];
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
