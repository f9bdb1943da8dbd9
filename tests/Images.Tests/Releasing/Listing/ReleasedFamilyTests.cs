using System.Text;
using Images.Releasing.Listing;
using Images.Testing.Inventory;
using Images.Testing.Inventory.Spdx;

namespace Images.Tests.Releasing.Listing;

public sealed class ReleasedFamilyTests
{
    [Fact]
    public void The_document_has_a_form_that_others_may_read() =>
        Golden.Verify(Encoding.UTF8.GetString(SampleReleases.Second.ToBytes()), "images.json");

    [Fact]
    public void What_is_written_is_read_back_to_the_same_bytes() =>
        Assert.Equal(SampleReleases.Second.ToBytes(), ReleasedFamily.TryRead(SampleReleases.Second.ToBytes())!.ToBytes());

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("""{"schemaVersion":2,"release":"v1","images":[]}""")]
    public void What_is_none_is_nothing_and_no_error(string text) => Assert.Null(ReleasedFamily.TryRead(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void The_packages_of_a_bill_of_materials_are_those_that_it_was_made_of()
    {
        var inventory = new ImageInventory(
            SampleReleases.Digest('a'),
            new Distribution("debian", "12"),
            [
                new InstalledPackage(PackageKind.Debian, "libc6", "2.36-9+deb12u4") { Architecture = "amd64" },
                new InstalledPackage(PackageKind.Python, "Requests", "2.31.0"),
                new InstalledPackage(PackageKind.R, "data.table", "1.15.4"),
                new InstalledPackage(PackageKind.Npm, "@scope/name", "1.0.0"),
            ],
            []
        );
        var document = SpdxDocument.Create(new SpdxSubject("acme/base", inventory.Image, DateTimeOffset.UnixEpoch), inventory).ToBytes();

        Assert.Equal(
            inventory.Packages.Select(package => (package.Kind, package.Name, package.Version, package.Architecture)),
            SpdxPackages.TryRead(document)!.Select(package => (package.Kind, package.Name, package.Version, package.Architecture))
        );
        Assert.Null(SpdxPackages.TryRead("{}"u8.ToArray()));
    }
}
