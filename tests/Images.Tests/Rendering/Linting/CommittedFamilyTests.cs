using Images.Definitions;
using Images.Rendering;
using Images.Rendering.Linting;

namespace Images.Tests.Rendering.Linting;

public sealed class CommittedFamilyTests
{
    [Fact]
    public void The_family_of_the_repository_keeps_every_rule()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "images", "family.yaml")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("no images/family.yaml above the tests");
        }

        var family = FamilyLoader.Load(root.FullName, TestContext.Current.CancellationToken);
        var rendered = Renderer.Render(family, TestContext.Current.CancellationToken);

        Assert.NotEmpty(rendered);
        Assert.Empty(Linter.Lint(rendered, new ImageReferences(family), TestContext.Current.CancellationToken));
    }
}
