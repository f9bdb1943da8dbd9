using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Images.Registry.Errors;
using Images.Registry.Transport;

namespace Images.Registry.Tests.Transport;

public sealed class RegistryHostsTests : IDisposable
{
    private readonly TemporaryDirectory certificates = new();

    public void Dispose() => certificates.Dispose();

    [Theory]
    [InlineData("r.example", "https://r.example/v2/")]
    [InlineData("r.example:5000", "https://r.example:5000/v2/")]
    [InlineData("plain.example:5000", "http://plain.example:5000/v2/")]
    [InlineData("127.0.0.1:5000", "http://127.0.0.1:5000/v2/")]
    [InlineData("127.9.9.9", "http://127.9.9.9/v2/")]
    [InlineData("localhost:5000", "http://localhost:5000/v2/")]
    [InlineData("[::1]:5000", "http://[::1]:5000/v2/")]
    [InlineData("127.example.org", "https://127.example.org/v2/")]
    [InlineData("localhost.example.org", "https://localhost.example.org/v2/")]
    [InlineData("10.0.0.1:5000", "https://10.0.0.1:5000/v2/")]
    public void Plain_HTTP_is_for_the_loopback_and_for_what_is_named(string host, string address)
    {
        using var hosts = new RegistryHosts(new RegistryOptions { PlainHttp = ["plain.example:5000"] }, null);

        Assert.Equal(new Uri(address), hosts.RootOf(host));
    }

    [Fact]
    public void A_registry_of_the_loopback_with_certificates_is_asked_with_TLS()
    {
        certificates.Write("127.0.0.1:5000/ca.crt", Certificate());
        using var hosts = new RegistryHosts(new RegistryOptions { CertificateFolders = [certificates.Path] }, null);

        Assert.Equal(Uri.UriSchemeHttps, hosts.RootOf("127.0.0.1:5000").Scheme);
        Assert.NotSame(hosts.For(new Uri("https://127.0.0.1:5000/")), hosts.For(new Uri("https://r.example/")));
        Assert.Same(hosts.For(new Uri("https://other.example/")), hosts.For(new Uri("https://r.example/")));
    }

    [Fact]
    public void A_certificate_that_cannot_be_read_is_named()
    {
        certificates.Write("r.example/client.cert", "nonsense");
        using var hosts = new RegistryHosts(new RegistryOptions { CertificateFolders = [certificates.Path] }, null);

        var error = Assert.Throws<RegistryException>(() => hosts.For(new Uri("https://r.example/")));

        Assert.StartsWith(
            certificates["r.example/client.cert"] + ": the certificate cannot be used",
            error.Message,
            StringComparison.Ordinal
        );
    }

    private static string Certificate()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=lab", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddYears(100)
        );
        return certificate.ExportCertificatePem();
    }
}
