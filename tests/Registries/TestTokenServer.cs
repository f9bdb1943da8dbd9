using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Images.EngineTests;

/// <summary>
/// Gives out tokens that Debian's registry accepts (distribution's token authentication specification): to a name with its password,
/// and to an identity token by the grant of OAuth 2.
/// </summary>
internal sealed class TestTokenServer : IAsyncDisposable
{
    public const string User = "token-user";
    public const string Password = "token-pass";
    public const string Identity = "token-identity";
    private const string Service = "tests";
    private const string Issuer = "token-server-of-tests";
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 certificate;
    private readonly ConcurrentQueue<string> scopes = [];
    private WebApplication? server;

    private TestTokenServer() =>
        certificate = new CertificateRequest("CN=token server of tests", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1)
        );

    /// <summary>Gets its host and port.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Gets the realm that registries name.</summary>
    public string Realm => $"https://{Address}/token";

    /// <summary>Gets the scopes that were asked for, each time in one text.</summary>
    public IReadOnlyList<string> Scopes => [.. scopes];

    /// <summary>Gets or sets a repository for which nobody gets anything; null: there is none.</summary>
    public string? Withheld { get; set; }

    /// <summary>Gets or sets what is put before each token, so that the registry refuses it.</summary>
    public string Spoils { get; set; } = "";

    /// <summary>Starts one.</summary>
    /// <param name="tls">The certificate that it shows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TestTokenServer> StartAsync(X509Certificate2 tls, CancellationToken cancellationToken)
    {
        var tokens = new TestTokenServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(tls)));
        tokens.server = builder.Build();
        tokens.server.Run(tokens.AnswerAsync);
        await tokens.server.StartAsync(cancellationToken);
        tokens.Address = new Uri(tokens.server.Urls.First()).Authority;
        return tokens;
    }

    /// <summary>The registry's <c>auth</c> section.</summary>
    /// <param name="folder">Where the certificate is written.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string> ConfigureAsync(string folder, CancellationToken cancellationToken)
    {
        var bundle = Path.Combine(folder, "tokens.crt");
        await File.WriteAllTextAsync(bundle, certificate.ExportCertificatePem(), cancellationToken);
        return $"{{ token: {{ realm: \"{Realm}\", service: {Service}, issuer: {Issuer}, rootcertbundle: \"{bundle}\" }} }}";
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        certificate.Dispose();
        key.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var wanted = form is null ? [.. context.Request.Query["scope"].OfType<string>()] : form["scope"].ToString().Split(' ');
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        var isKnown = form is null
            ? context.Request.Headers.Authorization == basic
            : form["grant_type"] == "refresh_token" && form["refresh_token"] == Identity && form["service"] == Service;
        scopes.Enqueue(string.Join(' ', wanted));
        if (!isKnown)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var token = Spoils + Token(wanted);
        await context.Response.WriteAsJsonAsync(
            new Dictionary<string, object> { [form is null ? "token" : "access_token"] = token, ["expires_in"] = 300 },
            context.RequestAborted
        );
    }

    private string Token(IEnumerable<string> wanted)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var header = new Dictionary<string, object>
        {
            ["typ"] = "JWT",
            ["alg"] = "ES256",
            ["x5c"] = new[] { Convert.ToBase64String(certificate.RawData) },
        };
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["sub"] = User,
            ["aud"] = Service,
            ["exp"] = now + 300,
            ["nbf"] = now - 10,
            ["iat"] = now,
            ["jti"] = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
            ["access"] = wanted
                .Select(scope => scope.Split(':'))
                .Where(scope => scope.Length == 3 && scope[1] != Withheld)
                .Select(scope => new Dictionary<string, object>
                {
                    ["type"] = scope[0],
                    ["name"] = scope[1],
                    ["actions"] = scope[2].Split(','),
                })
                .ToList(),
        };
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{Part(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Part(Dictionary<string, object> members) => Part(JsonSerializer.SerializeToUtf8Bytes(members));

    private static string Part(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
