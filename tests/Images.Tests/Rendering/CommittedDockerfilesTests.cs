using Images.Definitions;
using Images.Rendering;

namespace Images.Tests.Rendering;

public sealed class CommittedDockerfilesTests
{
    [Fact]
    public void The_committed_Dockerfiles_are_what_the_definitions_render()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "images", "family.yaml")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("no images/family.yaml above the tests");
        }

        var family = FamilyLoader.Load(root.FullName, TestContext.Current.CancellationToken);
        var rendered = Renderer.Render(family, TestContext.Current.CancellationToken);

        Assert.NotEmpty(rendered);
        Assert.Empty(RenderedTree.Check(family, rendered, TestContext.Current.CancellationToken).Select(drift => drift.Diff));
    }
}
