using Images.Definitions;

namespace Images.Tests.Definitions;

public sealed class DiscoveryTests
{
    [Fact]
    public void Images_are_in_ordinal_order_whatever_the_file_system_says()
    {
        using var folder = new FamilyFolder(
            ("images/b/image.yaml", "from: scratch"),
            ("images/a-b/image.yaml", "from: scratch"),
            ("images/a.b/image.yaml", "from: scratch")
        );

        Assert.Equal(["a-b", "a.b", "b"], folder.Load().Images.Select(image => image.Name));
    }

    [Fact]
    public void A_folder_that_holds_only_folders_is_what_a_removed_image_left()
    {
        using var folder = new FamilyFolder(("images/a/image.yaml", "from: scratch"), ("images/gone/4.5/Dockerfile", "FROM x"));

        Assert.Single(folder.Load().Images);
    }

    [Fact]
    public void There_must_be_a_folder_of_images()
    {
        using var folder = new FamilyFolder();

        Assert.Equal($"images:1:1: there is no folder 'images' in {folder.Root}", folder.Error());
    }

    [Fact]
    public void There_must_be_an_image()
    {
        using var folder = new FamilyFolder(("images/family.yaml", ""));

        Assert.Equal("images:1:1: there are no images; make one as images/NAME/image.yaml", folder.Error());
    }

    [Fact]
    public void A_definition_that_cannot_be_read_is_an_error_of_one_line()
    {
        using var folder = new FamilyFolder(("images/a/image.yaml/x", ""), ("images/b/image.yaml", "from: scratch"));

        Assert.StartsWith("images/a/image.yaml:1:1: cannot be read: ", folder.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_is_not_read_through_a_link_that_leads_out()
    {
        using var outside = new FamilyFolder(("secret.yaml", "from: scratch"));
        using var folder = new FamilyFolder(("images/a/Dockerfile.in", ""), ("images/b/image.yaml", "from: scratch"));
        File.CreateSymbolicLink(Path.Combine(folder.Root, "images/a/image.yaml"), Path.Combine(outside.Root, "secret.yaml"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Root, "images/c"), outside.Root);
        outside.Write("image.yaml", "from: scratch");

        Assert.Contains(
            "images/a/image.yaml:1:1: is a symbolic link that leads out of the family's folder; put the file itself here",
            folder.Errors()
        );
        Assert.Contains(
            "images/c/image.yaml:1:1: is a symbolic link that leads out of the family's folder; put the file itself here",
            folder.Errors()
        );
    }

    [Fact]
    public void A_link_within_the_family_is_followed()
    {
        using var folder = new FamilyFolder(("images/a/image.yaml", "from: scratch"), ("templates/b.Dockerfile.sbn", ""));
        Directory.CreateDirectory(Path.Combine(folder.Root, "images/b"));
        File.CreateSymbolicLink(Path.Combine(folder.Root, "images/b/image.yaml"), "../a/image.yaml");

        Assert.Equal(["a", "b"], folder.Load().Images.Select(image => image.Name));
    }

    [Fact]
    public void A_link_to_itself_is_an_error_of_one_line()
    {
        using var folder = new FamilyFolder(("images/a/image.yaml", "from: scratch"));
        Directory.CreateDirectory(Path.Combine(folder.Root, "images/b"));
        File.CreateSymbolicLink(Path.Combine(folder.Root, "images/b/image.yaml"), "image.yaml");

        Assert.Contains("images/b/image.yaml:1:1:", Assert.Single(folder.Errors()), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_an_error_at_their_place()
    {
        using var folder = new FamilyFolder(("images/b/image.yaml", "from: scratch"));
        folder.Write("images/b/image.yaml", [.. "from: "u8, 0xFF]);

        Assert.StartsWith("images/b/image.yaml:1:7: this byte is not UTF-8", folder.Errors()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Loading_can_be_cancelled()
    {
        using var folder = new FamilyFolder(("images/a/image.yaml", "from: scratch"));

        Assert.ThrowsAny<OperationCanceledException>(() => FamilyLoader.Load(folder.Root, new CancellationToken(canceled: true)));
    }
}
