using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Images.BuildKit.Tests.Engine;

/// <summary>An authority, a server's certificate and a client's, made on the spot and written as docker keeps them.</summary>
internal sealed class TestCertificates : IDisposable
{
    public const string ServerName = "engine.test";

    private readonly TemporaryDirectory directory = new();

    public TestCertificates()
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Authority = X509CertificateLoader.LoadCertificate(authority.RawData);
        File.WriteAllText(directory["ca.pem"], authority.ExportCertificatePem());
        Server = Issue(authority, ServerName);
        using var client = Issue(authority, "client");
        File.WriteAllText(directory["cert.pem"], client.ExportCertificatePem());
        File.WriteAllText(directory["key.pem"], client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    public X509Certificate2 Authority { get; }

    public X509Certificate2 Server { get; }

    public string CaFile => directory["ca.pem"];

    public string CertificateFile => directory["cert.pem"];

    public string KeyFile => directory["key.pem"];

    public void Dispose()
    {
        Authority.Dispose();
        Server.Dispose();
        directory.Dispose();
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}
