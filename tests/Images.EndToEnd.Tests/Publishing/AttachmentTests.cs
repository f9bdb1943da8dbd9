using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Images.EndToEnd.Tests.Testing;

namespace Images.EndToEnd.Tests.Publishing;

[Trait("Category", "Engine")]
public sealed class AttachmentTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    private const string Password = "a-password-of-the-tests";

    private static readonly string[] Writes = ["POST", "PUT", "PATCH", "DELETE"];

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_in_an_image_and_how_it_was_made_and_who_signed_it_is_beside_it()
    {
        await engine.RequireLocalAsync();
        await using var registry = await LoopbackRegistry.StartAsync(cancel);
        await using var relay = await FaultRelay.StartAsync(registry.Address, null, cancel);
        using var family = new FamilyFolder();
        family.Image(
            "solo",
            await images.ToolsAsync(),
            $"RUN echo {Guid.NewGuid()} > /solo",
            "tags: [\"1\", latest]\nargs: { COLOUR: red }\n"
        );
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var cipher = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var file = family.Write("signing.key", key.ExportEncryptedPkcs8PrivateKeyPem(Password, cipher));
        string[] command = ["publish", "--attach=sbom,provenance", $"--sign={file}", $"--registry={relay.Address}/team"];

        await using var closed = await ProgramRun.ToEndAsync(family.Root, command);
        Assert.Equal(2, closed.ExitCode);
        Assert.Equal($"error: --sign: {file}: the key is encrypted; set COSIGN_PASSWORD to its password", closed.Errors.Trim());
        Assert.Empty(relay.Requests);

        var secret = new Dictionary<string, string> { ["COSIGN_PASSWORD"] = Password };
        await using var run = await ProgramRun.WithAsync(family.Root, secret, command);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.DoesNotContain(Password, run.Output + run.Errors, StringComparison.Ordinal);
        var firstTag = relay
            .Requests.ToList()
            .FindIndex(request => request.Method == "PUT" && request.Path.EndsWith("/manifests/1", StringComparison.Ordinal));
        Assert.DoesNotContain(
            relay.Requests.Skip(firstTag),
            request => Writes.Contains(request.Method) && request.Path.Contains("sha256", StringComparison.Ordinal)
        );
        await RequireAsync(registry, family, key);

        relay.Reset();
        await using var again = await ProgramRun.WithAsync(family.Root, secret, command);
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal(["HEAD"], relay.Requests.Where(request => request.Path != "/v2/").Select(request => request.Method).Distinct());
        Assert.DoesNotContain(relay.Requests, request => request.Path.Contains("sha256", StringComparison.Ordinal));
    }

    private async Task RequireAsync(LoopbackRegistry registry, FamilyFolder family, ECDsa key)
    {
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(family.Root, "artifacts/report.json"), cancel))!;
        var digest = report["published"]!["registries"]![0]!["images"]![0]!["digest"]!.GetValue<string>();
        var tag = digest.Replace(':', '-');

        // Debian's registry keeps no list of referrers, so that a tag holds it.
        var attached = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var referrer in (await JsonAsync(registry, $"team/solo/manifests/{tag}"))["manifests"]!.AsArray())
        {
            var manifest = await JsonAsync(registry, $"team/solo/manifests/{referrer!["digest"]}");
            Assert.Equal(digest, manifest["subject"]!["digest"]!.GetValue<string>());
            Assert.Equal("application/vnd.oci.empty.v1+json", manifest["config"]!["mediaType"]!.GetValue<string>());
            attached[manifest["artifactType"]!.GetValue<string>()] = await JsonAsync(
                registry,
                $"team/solo/blobs/{Assert.Single(manifest["layers"]!.AsArray())!["digest"]}"
            );
        }

        Assert.Equal(3, attached.Count);
        var sbom = attached["application/spdx+json"];
        Assert.Equal("SPDX-2.3", sbom["spdxVersion"]!.GetValue<string>());
        Assert.Equal(digest, sbom["packages"]![0]!["versionInfo"]!.GetValue<string>());
        var statement = attached["application/vnd.in-toto+json"];
        Assert.Equal(digest, $"sha256:{statement["subject"]![0]!["digest"]!["sha256"]}");
        var parameters = statement["predicate"]!["buildDefinition"]!["externalParameters"]!;
        Assert.Equal("red", parameters["args"]!["COLOUR"]!.GetValue<string>());
        Assert.Equal("images/solo/default/Dockerfile", parameters["dockerfile"]!.GetValue<string>());

        // https://github.com/secure-systems-lab/dsse/blob/master/protocol.md
        var envelope = attached["application/vnd.dev.sigstore.bundle.v0.3+json"]["dsseEnvelope"]!;
        var payload = Convert.FromBase64String(envelope["payload"]!.GetValue<string>());
        var type = envelope["payloadType"]!.GetValue<string>();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"DSSEv1 {type.Length} {type} {payload.Length} "), .. payload];
        Verify(key, signed, envelope["signatures"]![0]!["sig"]!);
        Assert.Equal(digest, $"sha256:{JsonNode.Parse(payload)!["subject"]![0]!["digest"]!["sha256"]}");

        // https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
        var layer = Assert.Single((await JsonAsync(registry, $"team/solo/manifests/{tag}.sig"))["layers"]!.AsArray())!;
        var simple = await registry.GetAsync($"team/solo/blobs/{layer["digest"]}", cancel);
        Verify(key, Encoding.UTF8.GetBytes(simple), layer["annotations"]!["dev.cosignproject.cosign/signature"]!);
        Assert.Equal(digest, JsonNode.Parse(simple)!["critical"]!["image"]!["docker-manifest-digest"]!.GetValue<string>());
    }

    private static void Verify(ECDsa key, byte[] data, JsonNode signature) =>
        Assert.True(
            key.VerifyData(
                data,
                Convert.FromBase64String(signature.GetValue<string>()),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            )
        );

    private async Task<JsonNode> JsonAsync(LoopbackRegistry registry, string path)
    {
        using var http = new HttpClient();
        foreach (var kind in new[] { "image.index", "image.manifest" })
        {
            http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue($"application/vnd.oci.{kind}.v1+json"));
        }

        return JsonNode.Parse(await http.GetStringAsync(new Uri($"http://{registry.Address}/v2/{path}"), cancel))!;
    }
}
