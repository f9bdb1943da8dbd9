using System.Security.Cryptography;
using System.Text;
using Images.Publishing;
using Images.Publishing.Attaching;
using Images.Publishing.Attaching.Keys;
using Images.Publishing.Attaching.Signing;
using Images.Publishing.Copying;
using Images.Publishing.Guarding;
using Images.Registry.References;

namespace Images.Tests.Publishing.Copying;

public sealed class ImageCopyTests
{
    private const string From = $"{PublishingFamily.Registry}/r-ver";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_is_copied_with_what_is_attached_to_it_and_nothing_is_sent_that_can_be_mounted()
    {
        using var family = new PublishingFamily().With("4.6.1");
        await family.PublishAsync();
        await AttachAsync(family, "a list of packages");
        var received = family.Server.Received.Count;
        var result = await CopyAsync(family, $"{From}:4.6.1", "127.0.0.1:1/mirror/r:1");

        Assert.Equal((TagAction.Put, 1), (result.Tag.Action, result.Attached));
        Assert.Equal(received, family.Server.Received.Count);
        Assert.Equal(family.Server.Tags[("acme/r-ver", "4.6.1")], family.Server.Tags[("mirror/r", "1")]);
        Assert.Contains(
            family.Server.Tags.Keys,
            tag => tag.Repository == "mirror/r" && tag.Tag.StartsWith("sha256-", StringComparison.Ordinal)
        );
        Assert.Equal(TagAction.Unchanged, (await CopyAsync(family, $"{From}:4.6.1", "127.0.0.1:1/mirror/r:1")).Tag.Action);
    }

    [Fact]
    public async Task Signatures_go_with_the_image_and_those_that_are_there_stay()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = SigningKey.Of(pair)!;
        using var family = new PublishingFamily { Attach = new AttachOptions { Key = key } }.With("4.6.1");
        await family.PublishAsync();
        var tag = SimpleSignature.TagOf(family.Server.Tags[("acme/r-ver", "4.6.1")]);

        Assert.Equal(2, (await CopyAsync(family, $"{From}:4.6.1", "127.0.0.1:1/mirror/r:1")).Attached);
        Assert.Equal(family.Server.Tags[("acme/r-ver", tag)], family.Server.Tags[("mirror/r", tag)]);
        family.Server.PutImage("mirror/r", tag);
        var theirs = family.Server.Tags[("mirror/r", tag)];
        Assert.Equal(1, (await CopyAsync(family, $"{From}:4.6.1", "127.0.0.1:1/mirror/r:2")).Attached);
        Assert.Equal(theirs, family.Server.Tags[("mirror/r", tag)]);
    }

    [Fact]
    public async Task A_tag_is_promoted_within_its_repository()
    {
        using var family = new PublishingFamily().With("4.6.1");
        await family.PublishAsync();
        var result = await CopyAsync(family, $"{From}:4.6.1", $"{From}:stable");

        Assert.Equal((TagAction.Put, 0), (result.Tag.Action, result.Sent.Sent));
        Assert.Equal("r-ver:4.6.1", family.VariantAt("stable"));
    }

    [Fact]
    public async Task A_moving_tag_is_not_promoted_back_to_an_older_variant_unless_that_is_wanted()
    {
        using var family = new PublishingFamily().With("4.5.3").With("4.6.1");
        await family.PublishAsync();

        Assert.Equal(TagAction.Newer, (await CopyAsync(family, $"{From}:4.5.3", $"{From}:latest")).Tag.Action);
        Assert.Equal("r-ver:4.6.1", family.VariantAt("latest"));
        Assert.Equal(TagAction.Put, (await CopyAsync(family, $"{From}:4.5.3", $"{From}:latest", allowOverwrite: true)).Tag.Action);
        Assert.Equal("r-ver:4.5.3", family.VariantAt("latest"));
    }

    [Fact]
    public async Task A_tag_of_an_image_that_is_none_of_ours_is_taken_only_where_that_is_wanted()
    {
        using var family = new PublishingFamily().With("4.6.1");
        await family.PublishAsync();
        family.Server.PutImage("acme/r-ver", "other");
        family.Server.Requests.Clear();

        Assert.Equal(TagAction.Refused, (await CopyAsync(family, $"{From}:other", $"{From}:latest")).Tag.Action);
        Assert.DoesNotContain(
            family.Server.Requests,
            request => !request.StartsWith("GET ", StringComparison.Ordinal) && !request.StartsWith("HEAD ", StringComparison.Ordinal)
        );
        Assert.Equal(TagAction.Put, (await CopyAsync(family, $"{From}:other", $"{From}:latest", allowOverwrite: true)).Tag.Action);
    }

    private static async Task<CopyResult> CopyAsync(PublishingFamily family, string from, string to, bool allowOverwrite = false)
    {
        using var client = family.Client();
        var copy = new ImageCopy(client, PublishFiles.Of(family.Root).Memory, allowOverwrite);
        return await copy.CopyAsync(RegistryReference.Parse(from), RegistryReference.Parse(to), family.VariantOf, write: true, Cancel);
    }

    private static async Task AttachAsync(PublishingFamily family, string text)
    {
        using var client = family.Client();
        var repository = RegistryReference.Parse(From);
        var subject = await client.ResolveAsync(repository.WithTag("4.6.1"), Cancel);
        var blob = Images.Registry.Uploads.BlobSource.Of(Encoding.UTF8.GetBytes(text));
        await client.UploadBlobAsync(repository, blob, null, Cancel);
        var part = $$"""{"mediaType":"application/spdx+json","digest":"{{blob.Digest}}","size":{{blob.Size}}}""";
        var manifest =
            $$$"""{"schemaVersion":2,"mediaType":"{{{subject.MediaType}}}","artifactType":"application/spdx+json","config":{{{part}}},"layers":[{{{part}}}],"subject":{"mediaType":"{{{subject.MediaType}}}","digest":"{{{subject.Digest}}}","size":{{{subject.Size}}}}}""";
        await client.AddReferrerAsync(repository, subject.MediaType, Encoding.UTF8.GetBytes(manifest), Cancel);
    }
}
