using System.Formats.Tar;
using System.Text;
using Images.Registry;
using Images.Registry.References;
using Images.Registry.Transport;
using Images.Testing.Comparing;
using Images.Testing.Inventory;

namespace Images.EndToEnd.Tests.Testing;

/// <summary>Packages and files of real images, on the engine and in a registry, of which nothing is run.</summary>
[Trait("Category", "Engine")]
public sealed class ImagePackagesTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    private const string Scoped = "srv/env/lib/node_modules/@a/b/package.json";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Packages_are_read_from_an_image_that_has_no_shell_and_means_harm()
    {
        var image = await ImportAsync(("etc/os-release", "ID=debian\nVERSION_ID=12\n"), (Scoped, """{"name":"@a/b","version":"1"}"""));
        var inventory = await new InventoryReader(engine.Connection.Http, TimeProvider.System).ReadAsync(image, Cancellation);
        Assert.Equal(["curl 7.1", "@a/b 1"], inventory.Packages.Select(package => package.ToString()));
        Assert.Equal(new Distribution("debian", "12"), inventory.Distribution);
        Assert.Equal(["/opt/deep/site-packages/a-1.dist-info/METADATA: names no package and version; it was left out"], inventory.Notes);
        Assert.Equal(0, await images.ContainersOfAsync(image));
    }

    [Fact]
    public async Task Two_images_differ_by_what_is_otherwise_wherever_they_are()
    {
        var (one, other) = (
            await ImportAsync((Scoped, """{"name":"@a/b","version":"1"}""")),
            await ImportAsync((Scoped, """{"name":"@a/b","version":"10"}"""))
        );
        await using var registry = await LoopbackRegistry.StartAsync(Cancellation);
        var name = $"{registry.Address}/images-test/packages:1";
        await RegistryPush.ToAsync(engine, other, name, Cancellation);
        using var client = new RegistryClient(new RegistryOptions { PlainHttp = [registry.Address] });
        var found = new ComparedImages(engine.Connection.Http, client, TimeProvider.System);
        var before = (await found.OnEngineAsync("one", [one], Cancellation))!;
        var after = (await found.OnEngineAsync("other", [other], Cancellation))!;
        var published = (await found.PublishedAsync(RegistryReference.Parse(name), new Platform("linux", "amd64"), Cancellation))!;
        var comparer = new ImageComparer(inventories: null);

        var here = await comparer.CompareAsync(before, after, withFiles: true, Cancellation);
        Assert.Equal(["/" + Scoped], here.Files!.Changed.Select(change => change.Path));
        Assert.Equal("10", Assert.Single(here.Packages.Changed).After.Version);
        Assert.Empty(here.Configuration);
        var there = await comparer.CompareAsync(before, published, withFiles: true, Cancellation);
        Assert.Equal(
            here.Files.Changed,
            there.Files!.Changed,
            (left, right) => left.Path == right.Path && left.SizeAfter == right.SizeAfter
        );
        var same = await comparer.CompareAsync(after, published, withFiles: true, Cancellation);
        Assert.Empty(
            same.Files!.Added.Concat(same.Files.Removed).Concat(same.Files.Changed.Select(change => new FileEntry(change.Path, 0)))
        );
        Assert.Empty(same.Configuration);
        Assert.True(same.IsSame);
    }

    // A circle of links, a link out of the image, a file that is not what its name says.
    private Task<string> ImportAsync(params (string Path, string Content)[] files) =>
        images.ImportAsync(
            ["ENV PATH=/srv/env/bin:/bin"],
            async tar =>
            {
                await using var writer = new TarWriter(tar, leaveOpen: true);
                var all = files
                    .Append(("var/lib/dpkg/status.d/curl", "Package: curl\nVersion: 7.1\n"))
                    .Append(("opt/deep/site-packages/a-1.dist-info/METADATA", "\u0001\n"));
                foreach (var (path, content) in all)
                {
                    using var data = new MemoryStream(Encoding.UTF8.GetBytes(content));
                    await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = data });
                }

                foreach (
                    var (path, target) in new[]
                    {
                        ("opt/round", "round"),
                        ("usr/share/doc/curl", "../../../../../../etc"),
                        ("usr/lib/R", "/"),
                    }
                )
                {
                    await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, path) { LinkName = target });
                }
            }
        );
}
