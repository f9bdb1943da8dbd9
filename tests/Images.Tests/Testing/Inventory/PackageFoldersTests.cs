using Images.Testing.Inventory;

namespace Images.Tests.Testing.Inventory;

public sealed class PackageFoldersTests
{
    [Fact]
    public void No_folder_is_below_another_and_an_images_own_are_among_them()
    {
        var folders = PackageFolders.Of([
            "PATH=/srv/env/bin:/usr/local/bin:/usr/bin:/bin",
            "R_LIBS=/srv/r:/opt/r",
            "VIRTUAL_ENV=/venv",
            "A",
        ]);
        Assert.Contains("/srv/env/lib", folders);
        Assert.Contains("/srv/r", folders);
        Assert.Contains("/venv", folders);
        Assert.DoesNotContain("/opt/r", folders);
        Assert.All(folders, folder => Assert.DoesNotContain(folders, other => folder.StartsWith(other + "/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("PYTHONPATH=/")]
    [InlineData("PYTHONPATH=/usr/lib")]
    [InlineData("PYTHONPATH=/usr/./lib/")]
    [InlineData("PYTHONPATH=/a/../../b")]
    [InlineData("PYTHONPATH=relative")]
    [InlineData("PATH=/bin")]
    public void An_image_cannot_have_everything_read(string variable) => Assert.Equal(PackageFolders.Of([]), PackageFolders.Of([variable]));
}
