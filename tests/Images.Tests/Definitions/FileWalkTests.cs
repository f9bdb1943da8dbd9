using Images.Definitions;
using Images.Engines;

namespace Images.Tests.Definitions;

public sealed class FileWalkTests
{
    [Fact]
    public void Links_are_found_and_never_followed_not_even_in_a_circle()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("secret", "x");
        folder.Write("a/file", "x");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "a/out"), elsewhere.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "a/round"), ".");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "gone"), "nowhere");

        var found = FileWalk.Files(folder.Path).Select(path => Path.GetRelativePath(folder.Path, path)).Order(StringComparer.Ordinal);

        Assert.Equal(["a/file", "a/out", "a/round", "gone"], found);

        var entries = FileWalk.Entries(folder.Path).Select(entry => Path.GetRelativePath(folder.Path, entry.FullName));
        Assert.Equal(["a", "a/file", "a/out", "a/round", "gone"], entries.Order(StringComparer.Ordinal));
    }
}
