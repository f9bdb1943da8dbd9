using System.Globalization;
using Images.Registry.Contents;
using Images.Registry.References;
using Images.Registry.Uploads;

namespace Images.Registry.Tests.Wire;

/// <summary>An image of two layers; nobody could run it.</summary>
internal sealed class SmallImage
{
    private readonly byte[][] blobs;

    public SmallImage(int seed, int small = 3_000, int large = 300_000)
    {
        var random = new byte[small + large];
#pragma warning disable CA5394 // Do not use insecure randomness: the same bytes each time
        new Random(seed).NextBytes(random);
#pragma warning restore CA5394
        var (one, two) = (random[..small], random[small..]);
        blobs =
        [
            [
                .. System.Text.Encoding.UTF8.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $$"""{"os":"linux","architecture":"amd64","seed":{{seed}}}""")
                ),
            ],
            one,
            two,
        ];
        Manifest = System.Text.Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciManifest}}","config":{{Json(0, "config.v1+json")}},"layers":[{{Json(1, "layer.v1.tar")}},{{Json(2, "layer.v1.tar")}}]}"""
        );
    }

    public byte[] Manifest { get; }

    public string Digest => ContentDigest.Of(Manifest);

    public IEnumerable<string> Blobs => blobs.Select(blob => ContentDigest.Of(blob));

    /// <summary>Pushes it as a publisher does: blobs, then the manifest by its digest, then the tag.</summary>
    public async Task PushAsync(RegistryClient client, RegistryReference tag, CancellationToken cancellationToken)
    {
        foreach (var blob in blobs)
        {
            await client.UploadBlobAsync(tag, BlobSource.Of(blob), null, cancellationToken);
        }

        await client.PutManifestAsync(tag.WithDigest(Digest), MediaTypes.OciManifest, Manifest, cancellationToken);
        await client.PutManifestAsync(tag, MediaTypes.OciManifest, Manifest, cancellationToken);
    }

    /// <summary>Reads it back whole.</summary>
    public async Task AssertIsThereAsync(RegistryClient client, RegistryReference tag, CancellationToken cancellationToken)
    {
        var manifest = await client.GetManifestAsync(tag, cancellationToken);
        Assert.Equal(Digest, manifest.Descriptor.Digest);
        var image = manifest.ToImage();
        foreach (var (blob, bytes) in image.Layers.Prepend(image.Config).Zip(blobs))
        {
            Assert.Equal(bytes, await client.GetBlobAsync(tag, blob, 10_000_000, cancellationToken));
        }
    }

    private string Json(int blob, string type) =>
        $$"""{"mediaType":"application/vnd.oci.image.{{type}}","digest":"{{ContentDigest.Of(blobs[blob])}}","size":{{blobs[blob].Length}}}""";
}
