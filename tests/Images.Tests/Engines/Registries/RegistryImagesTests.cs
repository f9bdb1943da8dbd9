using System.Net;
using Images.Definitions;
using Images.Engines.Registries;
using Images.Planning;
using Images.Registry.Contents;
using Images.Registry.Tests;

namespace Images.Tests.Engines.Registries;

/// <summary>How often a registry is asked to learn what an image was built from.</summary>
public sealed class RegistryImagesTests : IDisposable
{
    private const string Annotations = """ "org.images.fingerprint":"sha256:f","org.images.epoch":"e" """;
    private const string Labels = """ "org.images.fingerprint":"sha256:f","org.images.inputs":"{}" """;
    private const string Tag = "https://r.example/v2/acme/r-ver/manifests/4.6.1";

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly FakeRegistry registry = new();
    private readonly string root = Directory.CreateTempSubdirectory("images-").FullName;

    public void Dispose()
    {
        registry.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_machine_that_never_saw_an_image_reads_its_manifest_and_nothing_else()
    {
        var image = registry.PutImage("acme/r-ver", "4.6.1", labels: Labels, annotations: Annotations);

        var found = await FindAsync();

        Assert.Equal(("r.example/acme/r-ver:4.6.1", image.Digest), (found!.Reference, found.Digest));
        Assert.Equal(("sha256:f", "e"), (found.Labels[ImageLabels.Fingerprint], found.Labels[ImageLabels.Epoch]));
        Assert.Equal([$"GET {Tag}"], Asked());
    }

    [Theory]
    [InlineData(Annotations)]
    [InlineData("")]
    public async Task A_machine_that_saw_an_image_asks_once_whether_it_is_still_there(string annotations)
    {
        var image = registry.PutImage("acme/r-ver", "4.6.1", labels: Labels, annotations: annotations);
        await FindAsync();
        Asked();

        var found = await FindAsync();

        Assert.Equal((image.Digest, "sha256:f"), (found!.Digest, found.Labels[ImageLabels.Fingerprint]));
        Assert.Equal([$"HEAD {Tag}"], Asked());
    }

    [Fact]
    public async Task Of_several_platforms_the_index_tells_it_by_one_request()
    {
        var index = Index(Annotations);

        Assert.Equal(
            (index.Digest, "sha256:f"),
            (await FindAsync() is { } first ? (first.Digest, first.Labels[ImageLabels.Fingerprint]) : default)
        );
        Assert.Equal([$"GET {Tag}"], Asked());
        Assert.Equal(index.Digest, (await FindAsync())!.Digest);
        Assert.Equal([$"HEAD {Tag}"], Asked());
    }

    [Fact]
    public async Task An_index_that_does_not_tell_is_read_for_the_variant_s_platform()
    {
        var index = Index("");
        var arm64 = Variant() with { Platforms = ["linux/arm64", "linux/amd64"] };

        Assert.Equal((index.Digest, "arm64"), (await FindAsync(arm64) is { } found ? (found.Digest, found.Labels["of"]) : default));
        Assert.Equal(3, Asked().Length);
        Assert.Null(await FindAsync(Variant() with { Platforms = ["linux/s390x"] }));
    }

    [Fact]
    public async Task A_tag_that_was_moved_is_read_anew()
    {
        registry.PutImage("acme/r-ver", "4.6.1", annotations: Annotations);
        await FindAsync();
        var moved = registry.PutImage("acme/r-ver", "4.6.1", annotations: """ "org.images.fingerprint":"sha256:other" """);
        Asked();

        var found = await FindAsync();

        Assert.Equal((moved.Digest, "sha256:other"), (found!.Digest, found.Labels[ImageLabels.Fingerprint]));
        Assert.Equal([$"HEAD {Tag}", $"GET {Tag.Replace("4.6.1", moved.Digest, StringComparison.Ordinal)}"], Asked());
        await FindAsync();
        Assert.Equal([$"HEAD {Tag}"], Asked());
    }

    [Fact]
    public async Task A_tag_that_is_gone_is_not_taken_from_memory()
    {
        registry.PutImage("acme/r-ver", "4.6.1", annotations: Annotations);
        await FindAsync();
        registry.Rule = _ => FakeRegistry.Answer(HttpStatusCode.NotFound, """{"errors":[{"code":"MANIFEST_UNKNOWN"}]}""");

        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task A_registry_that_does_not_tell_digests_is_believed_no_less()
    {
        registry.TellsDigest = false;
        var image = registry.PutImage("acme/r-ver", "4.6.1", annotations: Annotations);

        Assert.Equal(image.Digest, (await FindAsync())!.Digest);
        Assert.Equal(image.Digest, (await FindAsync())!.Digest);
        var moved = registry.PutImage("acme/r-ver", "4.6.1", annotations: """ "org.images.fingerprint":"sha256:other" """);
        Assert.Equal(
            (moved.Digest, "sha256:other"),
            (await FindAsync() is { } found ? (found.Digest, found.Labels[ImageLabels.Fingerprint]) : default)
        );
    }

    [Fact]
    public async Task All_labels_are_read_only_when_reasons_are_wanted()
    {
        var image = registry.PutImage("acme/r-ver", "4.6.1", labels: Labels, annotations: Annotations);
        using var client = registry.Client();
        var images = new RegistryImages(client, Family("r.example/acme"), RegistryMemory.Of(root));
        await images.FindAsync(Variant(), cancel);
        Asked();

        var labels = await images.LabelsAsync(Variant(), image.Digest, cancel);

        Assert.Equal("{}", labels![ImageLabels.Inputs]);
        Assert.StartsWith("GET https://r.example/v2/acme/r-ver/blobs/", Assert.Single(Asked()), StringComparison.Ordinal);
        Assert.Null(await images.LabelsAsync(Variant(), $"sha256:{new string('0', 64)}", cancel));
    }

    [Fact]
    public async Task What_is_not_published_is_not_found_and_what_may_not_be_is_not_asked_for()
    {
        using var client = registry.Client();
        var memory = RegistryMemory.Of(root);

        Assert.Null(await FindAsync());
        Asked();
        Assert.Null(await new RegistryImages(client, Family(), memory).FindAsync(Variant(), cancel));
        Assert.Null(await FindAsync(Variant() with { Push = [] }));
        Assert.Empty(registry.Asked);
    }

    // Each time as another run does it.
    private async Task<PublishedImage?> FindAsync(Variant? variant = null)
    {
        using var client = registry.Client();
        var memory = RegistryMemory.Of(root);
        var found = await new RegistryImages(client, Family("r.example/acme"), memory).FindAsync(variant ?? Variant(), cancel);
        memory.Save();
        return found;
    }

    private string[] Asked()
    {
        string[] asked = [.. registry.Asked];
        registry.Asked.Clear();
        return asked;
    }

    private Descriptor Index(string annotations)
    {
        var amd64 = registry.PutImage("acme/r-ver", "amd64", labels: """ "of":"amd64" """);
        var arm64 = registry.PutImage("acme/r-ver", "arm64", "linux/arm64", """ "of":"arm64" """);
        var manifests = $"[{FakeRegistry.Json(amd64, "linux/amd64")},{FakeRegistry.Json(arm64, "linux/arm64")}]";
        return registry.Put(
            "acme/r-ver/manifests/4.6.1",
            MediaTypes.OciIndex,
            $$$"""{"schemaVersion":2,"manifests":{{{manifests}}},"annotations":{{{{annotations}}}}}"""
        );
    }

    private static Family Family(params string[] registries) => SampleFamily.Family() with { Registries = registries };

    private static Variant Variant() => SampleFamily.Variant("r-ver", null, new Tag("4.6.1", TagClass.Version, SampleFamily.Place));
}
