namespace Images.Tests.Definitions;

public sealed class PushTests
{
    [Fact]
    public void Never_holds_for_descendants_and_a_list_until_one_says_otherwise()
    {
        using var folder = new FamilyFolder(
            ("images/family.yaml", "registries: [docker.io/acme, ghcr.io/acme]"),
            ("images/never/image.yaml", "from: scratch\npush: never"),
            ("images/never-child/image.yaml", "from: never"),
            ("images/some/image.yaml", "from: scratch\npush: [ghcr.io/acme]"),
            ("images/some-child/image.yaml", "from: some"),
            ("images/less/image.yaml", "from: some\npush: never"),
            (
                "images/chosen/image.yaml",
                "from: scratch\nmatrix: { flavour: [open, closed], include: [{ flavour: open, push: anywhere }, { flavour: closed, push: never }] }\n"
                    + "push: \"{{ push }}\""
            ),
            ("images/bound/image.yaml", "from: never\npush: anywhere"),
            ("images/all/image.yaml", "from: scratch\nwithout-base: skip")
        );

        Assert.Empty(folder.Variant("never").Push!);
        Assert.Empty(folder.Variant("never-child").Push!);
        Assert.Equal(["ghcr.io/acme"], folder.Variant("some").Push!);
        Assert.Equal(["ghcr.io/acme"], folder.Variant("some-child").Push!);
        Assert.Empty(folder.Variant("less").Push!);
        Assert.Null(folder.Variant("chosen:open").Push);
        Assert.Empty(folder.Variant("chosen:closed").Push!);
        Assert.Empty(folder.Variant("bound").Push!);
        Assert.Null(folder.Variant("all").Push);
        Assert.True(folder.Variant("all").SkipsWithoutBase);
        Assert.False(folder.Variant("some").SkipsWithoutBase);
    }
}
