using Images.Testing.Inventory;

namespace Images.Tests.Testing.Inventory;

public sealed class PackageComparisonTests
{
    [Fact]
    public void Packages_are_added_removed_and_changed()
    {
        var comparison = PackageComparison.Of(
            Image(("curl", "7.1"), ("gone", "1"), ("same", "1"), ("kernel", "5"), ("kernel", "6")),
            Image(("curl", "7.10"), ("new", "1"), ("same", "1"), ("kernel", "6"), ("kernel", "7"), ("kernel", "8"))
        );
        Assert.Equal(["kernel 8", "new 1"], comparison.Added.Select(package => package.ToString()));
        Assert.Equal(["gone 1"], comparison.Removed.Select(package => package.ToString()));
        Assert.Equal(
            [("curl 7.1", "7.10", true), ("kernel 5", "7", true)],
            comparison.Changed.Select(change => (change.Before.ToString(), change.After.Version, change.IsUpgrade))
        );
        Assert.True(PackageComparison.Of(Image(("a", "1")), Image(("a", "1"))).IsEmpty);
    }

    [Theory]
    [InlineData("1.0", "1.0", 0)]
    [InlineData("1.9", "1.10", -1)]
    [InlineData("1.0~rc1", "1.0", -1)]
    [InlineData("1:0.1", "9.9", 1)]
    [InlineData("1.0-1", "1.0-1+b1", -1)]
    [InlineData("1.0-10", "1.0-9", 1)]
    [InlineData("1.0a", "1.0+", -1)]
    [InlineData("007", "7", 0)]
    [InlineData("2024.1.1", "4.0", 1)]
    public void Versions_have_dpkgs_order(string one, string other, int order)
    {
        Assert.Equal(order, Math.Sign(DebianVersion.Compare(one, other)));
        Assert.Equal(-order, Math.Sign(DebianVersion.Compare(other, one)));
    }

    private static ImageInventory Image(params (string Name, string Version)[] packages) =>
        new("sha256:1", null, [.. packages.Select(package => new InstalledPackage(PackageKind.Debian, package.Name, package.Version))], []);
}
