using Cake.Core.IO;

namespace Cake.Frosting.Tests;

public sealed class PathTests
{
    [Theory]
    [InlineData("./a/b.txt", "a/b.txt")]
    [InlineData("a\\b.txt", "a/b.txt")]
    [InlineData("/a/b/", "/a/b")]
    public void A_path_has_forward_slashes_and_none_at_its_end(string path, string full) =>
        Assert.Equal(full, new DirectoryPath(path).FullPath);

    [Theory]
    [InlineData("/a/./b/../c", "/a/c")]
    [InlineData("a/b/../../c", "c")]
    public void Collapsing_resolves_dots(string path, string collapsed) =>
        Assert.Equal(collapsed, new DirectoryPath(path).Collapse().FullPath);

    [Fact]
    public void A_path_knows_its_segments() => Assert.Equal(["/a", "b"], new DirectoryPath("/a/b").Segments);

    [Fact]
    public void Files_have_folder_name_and_extension()
    {
        var file = new FilePath("/a/b.tar.gz");

        Assert.Equal("/a", file.GetDirectory().FullPath);
        Assert.Equal("b.tar.gz", file.GetFilename().FullPath);
        Assert.Equal("b.tar", file.GetFilenameWithoutExtension().FullPath);
        Assert.Equal(".gz", file.GetExtension());
        Assert.True(file.HasExtension);
        Assert.Equal("/a/b.tar.zst", file.ChangeExtension("zst").FullPath);
        Assert.Equal("/a/b.tar.gz.sig", file.AppendExtension("sig").FullPath);
    }

    [Fact]
    public void Folders_combine_with_relative_paths()
    {
        DirectoryPath folder = "/a/b";

        Assert.Equal("b", folder.GetDirectoryName());
        Assert.Equal("/a/b/c/d", folder.Combine("c/d").FullPath);
        Assert.Equal("/a/b/c/d.txt", folder.CombineWithFilePath("c/d.txt").FullPath);
        Assert.Equal("/a/b/d.txt", folder.GetFilePath("c/d.txt").FullPath);
        Assert.Equal("/a", folder.GetParent()!.FullPath);
        Assert.Equal("/a/b/c", new DirectoryPath("c").MakeAbsolute(folder).FullPath);
        Assert.Throws<InvalidOperationException>(() => folder.Combine("/c"));
    }
}
