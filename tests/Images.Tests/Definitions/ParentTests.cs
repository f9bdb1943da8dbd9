namespace Images.Tests.Definitions;

public sealed class ParentTests
{
    private const string Parent = "from: scratch\nmatrix: { r: [4.5, 4.6] }\ntags: ['{{ r }}', latest]";

    private static FamilyFolder Folder(string child) => new(("images/p/image.yaml", Parent), ("images/c/image.yaml", child));

    private static string[] Parents(string child)
    {
        using var folder = Folder(child);
        return [.. folder.Load().Variants.Where(variant => variant.Image == "c").Select(variant => $"{variant.Id} {variant.Parent}")];
    }

    [Fact]
    public void A_bare_name_means_the_variant_that_agrees_on_the_axes_of_both() =>
        Assert.Equal(["c:4.6-x p:4.6", "c:4.5-x p:4.5"], Parents("from: p\nmatrix: { r: [4.6, 4.5], os: [x] }"));

    [Fact]
    public void A_variant_can_be_named_exactly() => Assert.Equal(["c p:4.5"], Parents("from: p:4.5"));

    [Fact]
    public void A_variant_can_be_named_by_a_tag() => Assert.Equal(["c p:4.6"], Parents("from: p:latest"));

    [Fact]
    public void A_name_can_be_put_together_of_axes() => Assert.Equal(["c:4.5 p:4.5"], Parents("from: p:{{ v }}\nmatrix: { v: [4.5] }"));

    [Fact]
    public void An_external_base_has_no_parent() => Assert.Equal(["c "], Parents("from: debian:bookworm-slim"));

    [Theory]
    [InlineData("from: p", "'p' leaves c a choice of p:4.5, p:4.6; name one of them")]
    [InlineData("from: p:4.7", "the image 'p' has no variant or tag '4.7' (did you mean '4.5' or '4.6'?)")]
    [InlineData("from: pp", "there is no image 'pp' in this family (did you mean 'p'?)")]
    [InlineData("from: debian", "there is no image 'debian' in this family; an external base needs a tag or digest, such as debian:1.0")]
    public void A_base_that_is_not_one_image_is_an_error(string child, string message)
    {
        using var folder = Folder(child);

        Assert.Equal($"images/c/image.yaml:1:7: {message}", folder.Error());
    }

    [Fact]
    public void No_variant_that_agrees_is_an_error_that_names_those_there_are()
    {
        using var folder = Folder("from: p\nmatrix: { r: [4.7] }");

        Assert.Equal("images/c/image.yaml:1:7: no variant of 'p' agrees with c:4.7: there are p:4.5, p:4.6", folder.Error());
    }

    [Fact]
    public void A_cycle_is_named_whole_and_once()
    {
        using var folder = new FamilyFolder(
            ("images/z/image.yaml", "from: y\nmatrix: { r: [1, 2] }"),
            ("images/y/image.yaml", "from: x\nmatrix: { r: [1, 2] }"),
            ("images/x/image.yaml", "from: z\nmatrix: { r: [1, 2] }"),
            ("images/leaf/image.yaml", "from: z\nmatrix: { r: [1, 2] }")
        );

        Assert.Equal("images/x/image.yaml:1:7: cycle: x -> z -> y -> x; an image cannot be built from itself", folder.Error());
    }

    [Fact]
    public void A_chain_of_thousands_of_images_is_no_trouble()
    {
        var files = Enumerable
            .Range(0, 3000)
            .Select(index => ($"images/i{index}/image.yaml", index == 0 ? "from: scratch" : $"from: i{index - 1}\ntemplate: i0"));
        using var folder = new FamilyFolder([.. files]);

        Assert.Equal("i2998", folder.Variant("i2999").Parent);
    }
}
