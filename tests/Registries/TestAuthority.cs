using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Images.EngineTests;

/// <summary>A certificate authority that no system trusts, and a certificate of this machine by it.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 root;

    public TestAuthority()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority of tests", rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var own = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        own.CertificateExtensions.Add(names.Build());
        using var bare = own.Create(root, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(12), [1, 2, 3, 4]);
        Certificate = bare.CopyWithPrivateKey(key);
        KeyPem = key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>Gets the machine's certificate with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Gets the key.</summary>
    public string KeyPem { get; }

    /// <summary>Gets the authority's certificate, for those who are to trust it.</summary>
    public string RootPem => root.ExportCertificatePem();

    public void Dispose()
    {
        Certificate.Dispose();
        root.Dispose();
    }
}
