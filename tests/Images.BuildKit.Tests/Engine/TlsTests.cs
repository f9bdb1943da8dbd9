using Images.BuildKit.Builds;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests.Engine;

[Collection("Engine")]
[Trait("Category", "Engine")]
public sealed class TlsTests(TestEngine engine) : IDisposable
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly TestCertificates certificates = new();

    private TlsFiles Files =>
        new(certificates.CaFile, certificates.CertificateFile, certificates.KeyFile, ServerName: TestCertificates.ServerName);

    public void Dispose() => certificates.Dispose();

    [Fact]
    public async Task A_build_runs_over_tls_with_certificates_on_both_sides()
    {
        engine.Require();
        await using var socket = new TlsSocket(certificates, engine.Dial);
        await using var client = Client(socket, Files);
        var contents = new string('x', 3_000_000) + Guid.NewGuid();
        using var context = new TemporaryDirectory().Write("a", contents);
        using var tar = new MemoryStream();
        var request = BuildingTests.Request("FROM scratch\nCOPY a /\n", new DirectoryContext(context.Path)) with
        {
            Output = new ArchiveOutput(tar),
        };

        await client.BuildAsync(request, null, cancel);

        Assert.Equal(contents, (await Exported.ReadAsync(tar, cancel))["a"].Text);
    }

    [Fact]
    public async Task Buildkit_alone_on_a_socket_is_found_behind_tls()
    {
        engine.Require();
        await using var direct = RelaySocket.Direct(engine.Dial);
        await using var socket = new TlsSocket(certificates, BuildKitDial.Unix(direct.Path));
        await using var client = Client(socket, Files);

        await client.BuildAsync(BuildingTests.Request("FROM scratch\nLABEL a=b\n"), null, cancel);

        Assert.NotEqual(0, direct.Accepted);
    }

    [Theory]
    [InlineData("no authority")]
    [InlineData("no certificate")]
    [InlineData("other name")]
    public async Task A_handshake_that_fails_is_told_in_one_line(string flaw)
    {
        engine.Require();
        await using var socket = new TlsSocket(certificates, engine.Dial);
        await using var client = Client(
            socket,
            flaw switch
            {
                "no authority" => Files with { CaFile = null },
                "no certificate" => Files with { CertificateFile = null, KeyFile = null },
                _ => Files with { ServerName = null },
            }
        );

        var error = await Assert.ThrowsAsync<BuildKitUnavailableException>(() => client.ListWorkersAsync(cancel));

        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Whoever_says_so_takes_any_certificate()
    {
        engine.Require();
        await using var socket = new TlsSocket(certificates, engine.Dial);
        await using var client = Client(socket, Files with { CaFile = null, ServerName = null, SkipVerify = true });

        Assert.NotEmpty(await client.ListWorkersAsync(cancel));
    }

    private static BuildKitClient Client(TlsSocket socket, TlsFiles files) =>
        new(BuildKitDial.Tls("127.0.0.1", socket.Port, files.Read("127.0.0.1")));
}
