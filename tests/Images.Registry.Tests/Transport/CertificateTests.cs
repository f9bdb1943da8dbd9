using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Images.Registry.Tests.Transport;

/// <summary>A registry of the loopback with TLS, whose certificate no system trusts.</summary>
public sealed class CertificateTests : IAsyncLifetime
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly TemporaryDirectory folder = new();
    private readonly X509Certificate2 certificate = SelfSigned("localhost");
    private WebApplication? server;
    private bool wantsCertificate;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        certificate.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_certificate_in_the_registry_s_folder_is_trusted()
    {
        var host = await StartAsync();
        folder.Write($"{host}/ca.crt", certificate.ExportCertificatePem());

        Assert.NotNull(await AskAsync(host));
    }

    [Fact]
    public async Task A_folder_without_it_says_where_it_belongs()
    {
        var host = await StartAsync();
        folder.Write($"{host}/ca.crt", SelfSigned("localhost").ExportCertificatePem());

        var error = await Assert.ThrowsAsync<RegistryException>(() => AskAsync(host));

        Assert.Equal(RegistryProblem.Unreachable, error.Problem);
        Assert.Contains($"{host} is not trusted: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $"put its CA into /etc/docker/certs.d/{host}/ca.crt, or name it in SSL_CERT_FILE",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_trusted_certificate_of_another_name_is_not_enough()
    {
        var host = (await StartAsync()).Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        folder.Write($"{host}/ca.crt", certificate.ExportCertificatePem());

        Assert.Equal(RegistryProblem.Unreachable, (await Assert.ThrowsAsync<RegistryException>(() => AskAsync(host))).Problem);
    }

    [Fact]
    public async Task A_registry_that_wants_a_certificate_is_shown_the_one_in_its_folder()
    {
        wantsCertificate = true;
        var host = await StartAsync();
        using var own = SelfSigned("me");
        folder.Write($"{host}/ca.crt", certificate.ExportCertificatePem());
        folder.Write($"{host}/client.cert", own.ExportCertificatePem());
        folder.Write($"{host}/client.key", own.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());

        Assert.NotNull(await AskAsync(host));
    }

    private async Task<string?> AskAsync(string host)
    {
        using var client = new RegistryClient(new RegistryOptions { CertificateFolders = [folder.Path], Retries = 0 });
        return (await client.ResolveAsync(RegistryReference.Parse($"{host}/acme/base:1"), cancel)).Digest;
    }

    private async Task<string> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                IPAddress.Loopback,
                0,
                listen =>
                    listen.UseHttps(
                        new HttpsConnectionAdapterOptions
                        {
                            ServerCertificate = certificate,
                            ClientCertificateMode = wantsCertificate
                                ? ClientCertificateMode.RequireCertificate
                                : ClientCertificateMode.NoCertificate,
                            ClientCertificateValidation = (shown, _, _) => shown.Subject == "CN=me",
                        }
                    )
            )
        );
        server = builder.Build();
        server.Run(context =>
        {
            context.Response.Headers["Docker-Content-Digest"] = ContentDigest.Of("{}"u8);
            context.Response.ContentType = Contents.MediaTypes.OciManifest;
            context.Response.ContentLength = 2;
            return Task.CompletedTask;
        });
        await server.StartAsync(cancel);
        return new Uri(server.Urls.First()).Authority.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
