using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Images.Registry.Errors;

namespace Images.Registry.Transport;

/// <summary>The certificates that docker's folders keep for one registry.</summary>
internal sealed class HostCertificates
{
    private readonly X509Certificate2Collection trusted = [];
    private readonly X509Certificate2Collection own = [];

    private HostCertificates() { }

    /// <summary>Reads the certificates of a host.</summary>
    /// <returns>Null where no folder has any.</returns>
    /// <exception cref="RegistryException">A file cannot be used.</exception>
    public static HostCertificates? Find(IReadOnlyList<string> folders, string host)
    {
        var found = folders.Select(folder => Path.Combine(folder, host)).Where(Directory.Exists).ToList();
        if (found.Count == 0)
        {
            return null;
        }

        var certificates = new HostCertificates();
        foreach (var file in found.SelectMany(folder => Directory.EnumerateFiles(folder)).Order(StringComparer.Ordinal))
        {
            certificates.Read(file);
        }

        return certificates;
    }

    /// <summary>Makes a connection show and check them.</summary>
    public void ApplyTo(SslClientAuthenticationOptions options)
    {
        if (own.Count > 0)
        {
            options.ClientCertificates = [.. own];
        }

        if (trusted.Count > 0)
        {
            options.RemoteCertificateValidationCallback = IsTrusted;
        }
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
        {
            return errors == SslPolicyErrors.None;
        }

        using var again = new X509Chain();
        again.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        again.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        again.ChainPolicy.CustomTrustStore.AddRange(trusted);
        foreach (var element in chain?.ChainElements.Skip(1) ?? [])
        {
            again.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        using var copy = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return again.Build(copy);
    }

    private void Read(string file)
    {
        try
        {
            switch (Path.GetExtension(file))
            {
                case ".crt":
                    trusted.ImportFromPemFile(file);
                    break;
                case ".cert":
                    own.Add(X509Certificate2.CreateFromPemFile(file, Path.ChangeExtension(file, ".key")));
                    break;
                default:
                    break;
            }
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new RegistryException(
                RegistryProblem.Unreachable,
                $"{file}: the certificate cannot be used: {error.Message}; mend or remove the file",
                error
            );
        }
    }
}
