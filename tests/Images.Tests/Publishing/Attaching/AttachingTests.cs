using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Images.Publishing.Attaching;
using Images.Publishing.Attaching.Keys;
using Images.Publishing.Attaching.Provenance;
using Images.Publishing.Attaching.Signing;
using Images.Registry.Contents;
using Images.Registry.References;
using Images.Testing.Inventory;

namespace Images.Tests.Publishing.Attaching;

public sealed class AttachingTests : IDisposable
{
    private const string Repository = "acme/r-ver";

    private readonly ECDsa pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SigningKey key;

    public AttachingTests() => key = SigningKey.Of(pair)!;

    [Fact]
    public async Task Everything_is_attached_before_the_first_tag_is_put()
    {
        using var family = Family().With("4.5.3").With("4.6.1");
        var result = await family.PublishAsync();

        Assert.True(result.IsComplete);
        var puts = family.Server.Requests.Where(request => request.StartsWith("PUT manifests/", StringComparison.Ordinal)).ToList();
        var tag = puts.FindIndex(put => put.Split('/')[1] is "4.5.3" or "4.6.1" or "4.5" or "4.6" or "latest");
        Assert.DoesNotContain(puts.Skip(tag), put => put.Contains("sha256", StringComparison.Ordinal));
        foreach (var image in result.Registries[0].Images)
        {
            Assert.Equal(
                ["application/spdx+json", "application/vnd.dev.sigstore.bundle.v0.3+json", "application/vnd.in-toto+json"],
                (await ReferrersAsync(family, image.Image!.Digest)).Select(referrer => referrer.Type).Order(StringComparer.Ordinal)
            );
        }
    }

    [Fact]
    public async Task Both_signatures_are_those_of_the_key_over_the_digest()
    {
        using var family = Family().With("4.6.1");
        var digest = (await family.PublishAsync()).Registries[0].Images[0].Image!.Digest;

        var bundle = (await ReferrersAsync(family, digest)).Single(referrer => referrer.Type == SignatureBundle.Type).Content;
        Assert.True(SignatureBundle.IsSignature(bundle, digest, key));
        Assert.False(SignatureBundle.IsSignature(bundle, digest.Replace(digest[^1], digest[^1] == '0' ? '1' : '0'), key));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var otherKey = SigningKey.Of(other)!;
        Assert.False(SignatureBundle.IsSignature(bundle, digest, otherKey));
        var (signature, payload) = Assert.Single(Simple(family, digest));
        Assert.True(pair.VerifyData(payload, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Equal(
            $$$"""{"critical":{"identity":{"docker-reference":"127.0.0.1:1/acme/r-ver"},"image":{"docker-manifest-digest":"{{{digest}}}"},"type":"cosign container image signature"},"optional":null}""",
            System.Text.Encoding.UTF8.GetString(payload)
        );
    }

    [Fact]
    public async Task A_run_that_was_cut_before_its_tags_puts_the_same_again_and_signs_nothing_twice()
    {
        using var family = Family().With("4.6.1");
        family.Server.Before = (request, _) =>
            request.Method == HttpMethod.Put && request.RequestUri!.AbsolutePath.EndsWith("/manifests/4.6.1", StringComparison.Ordinal)
                ? throw new HttpRequestException("cut")
                : Task.CompletedTask;
        Assert.False((await family.PublishAsync()).IsComplete);
        var before = family.Server.Manifests.Keys.Select(manifest => manifest.Digest).Order(StringComparer.Ordinal).ToList();
        var received = family.Server.Received.Count;
        family.Server.Before = (_, _) => Task.CompletedTask;
        Assert.True((await family.PublishAsync()).IsComplete);

        Assert.Equal(before, family.Server.Manifests.Keys.Select(manifest => manifest.Digest).Order(StringComparer.Ordinal));
        Assert.Equal(received, family.Server.Received.Count);
    }

    [Fact]
    public async Task Nothing_is_asked_about_attachments_of_an_image_that_is_unchanged()
    {
        using var family = Family().With("4.6.1");
        await family.PublishAsync();
        family.Server.Requests.Clear();
        await family.PublishAsync();

        Assert.All(family.Server.Requests, request => Assert.StartsWith("HEAD manifests/", request, StringComparison.Ordinal));
        Assert.DoesNotContain(family.Server.Requests, request => request.Contains("sha256", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signatures_of_other_keys_stay()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var otherKey = SigningKey.Of(other)!;
        using var family = Family().With("4.6.1");
        family.Attach = new AttachOptions { Key = otherKey };
        await family.PublishAsync();
        family.Server.Tags.Clear();
        foreach (var digest in family.Server.Manifests.Keys.Select(manifest => manifest.Digest))
        {
            Restore(family, digest);
        }

        family.Attach = new AttachOptions { Key = key };
        var image = (await family.PublishAsync()).Registries[0].Images[0].Image!.Digest;

        var signatures = Simple(family, image);
        Assert.Equal(2, signatures.Count);
        Assert.True(
            other.VerifyData(
                signatures[0].Payload,
                signatures[0].Signature,
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            )
        );
        Assert.True(
            pair.VerifyData(signatures[1].Payload, signatures[1].Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
        );
    }

    [Fact]
    public async Task An_engine_that_does_not_show_the_packages_keeps_every_tag_back()
    {
        using var family = Family().With("4.6.1");
        family.Attach = family.Attach! with { Inventory = (_, _, _) => throw new Images.Engines.EngineException("gone") };
        await Assert.ThrowsAsync<Images.Engines.EngineException>(() => family.PublishAsync());

        Assert.Empty(family.Server.Tags);
    }

    [Fact]
    public async Task Of_several_platforms_the_packages_are_on_the_one_that_was_read_and_the_rest_is_on_the_index()
    {
        using var family = Family().With("4.6.1");
        family.Attach = family.Attach! with
        {
            Inventory = (image, _, _) =>
                Task.FromResult(new TakenInventory(new ImageInventory(image.ImageId!, null, [], []), new Platform("linux", "arm64"))),
        };
        family.Platforms = ["amd64", "arm64"];
        var root = (await family.PublishAsync()).Registries[0].Images[0].Image!;

        Assert.Equal(MediaTypes.OciIndex, root.MediaType);
        Assert.Equal(
            [BuildStatement.Type, SignatureBundle.Type],
            (await ReferrersAsync(family, root.Digest)).Select(referrer => referrer.Type).OrderDescending(StringComparer.Ordinal)
        );
        var index = JsonNode.Parse(family.Server.Manifests[(Repository, root.Digest)].Bytes)!["manifests"]!;
        Assert.Empty(await ReferrersAsync(family, index[0]!["digest"]!.GetValue<string>()));
        var packages = Assert.Single(await ReferrersAsync(family, index[1]!["digest"]!.GetValue<string>()));
        Assert.Contains("platform linux/arm64", System.Text.Encoding.UTF8.GetString(packages.Content), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        key.Dispose();
        pair.Dispose();
    }

    private PublishingFamily Family() =>
        new()
        {
            Attach = new AttachOptions
            {
                Inventory = (image, _, _) =>
                    Task.FromResult(
                        new TakenInventory(
                            new ImageInventory(
                                image.ImageId!,
                                new Distribution("debian", "12"),
                                [new InstalledPackage(PackageKind.Debian, "curl", "8.1")],
                                []
                            ),
                            new Platform("linux", "amd64")
                        )
                    ),
                Builder = "urn:images:builder:local",
                Key = key,
            },
        };

    // The tag that holds signatures is the only one that stands.
    private static void Restore(PublishingFamily family, string digest)
    {
        var text = System.Text.Encoding.UTF8.GetString(family.Server.Manifests[(Repository, digest)].Bytes);
        if (text.Contains(SimpleSignature.Type, StringComparison.Ordinal))
        {
            var layer = JsonNode.Parse(text)!["layers"]![0]!["digest"]!.GetValue<string>();
            var payload = JsonNode.Parse(family.Server.Blobs[(Repository, layer)])!;
            var image = payload["critical"]!["image"]!["docker-manifest-digest"]!.GetValue<string>();
            family.Server.Tags[(Repository, SimpleSignature.TagOf(image))] = digest;
        }
    }

    private static async Task<IReadOnlyList<(string Type, byte[] Content)>> ReferrersAsync(PublishingFamily family, string digest)
    {
        using var client = family.Client();
        var repository = RegistryReference.Parse($"{PublishingFamily.Registry}/r-ver");
        var found = new List<(string, byte[])>();
        await foreach (var referrer in client.ListReferrersAsync(repository, digest, null, TestContext.Current.CancellationToken))
        {
            var manifest = JsonNode.Parse(family.Server.Manifests[(Repository, referrer.Digest)].Bytes)!;
            Assert.Equal(digest, manifest["subject"]!["digest"]!.GetValue<string>());
            found.Add((referrer.ArtifactType!, family.Server.Blobs[(Repository, manifest["layers"]![0]!["digest"]!.GetValue<string>())]));
        }

        return found;
    }

    private static List<(byte[] Signature, byte[] Payload)> Simple(PublishingFamily family, string digest) =>
        [
            .. JsonNode.Parse(
                family.Server.Manifests[(Repository, family.Server.Tags[(Repository, SimpleSignature.TagOf(digest))])].Bytes
            )!["layers"]!
                .AsArray()
                .Select(layer =>
                    (
                        Convert.FromBase64String(layer!["annotations"]!["dev.cosignproject.cosign/signature"]!.GetValue<string>()),
                        family.Server.Blobs[(Repository, layer["digest"]!.GetValue<string>())]
                    )
                ),
        ];
}
