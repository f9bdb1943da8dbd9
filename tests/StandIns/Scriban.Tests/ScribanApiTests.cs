using Scriban;

namespace StandIns.Scriban;

public sealed class ScribanApiTests
{
    [Fact]
    public void The_stand_in_offers_nothing_that_the_package_lacks()
    {
        var assembly = typeof(Template).Assembly;
        // The package itself offers more than the list, which holds only what is used here.
        Assert.SkipWhen(assembly.GetType("Scriban.Parsing.Token") is { IsPublic: true }, "this is the package");
        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Goldens", "Scriban.subset.txt"));

        Assert.Empty(PublicApi.Missing(PublicApi.Lines(assembly), listed));
    }
}
