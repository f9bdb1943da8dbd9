using Octokit;

namespace StandIns.GitHub;

public sealed class OctokitApiTests
{
    [Fact]
    public void The_stand_in_offers_nothing_that_the_package_lacks()
    {
        var assembly = typeof(GitHubClient).Assembly;
        // The package itself offers more than the list, which holds only what is used here.
        Assert.SkipWhen(assembly.GetType("Octokit.IGistsClient") is { IsPublic: true }, "this is the package");
        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Goldens", "Octokit.subset.txt"));

        Assert.Empty(PublicApi.Missing(PublicApi.Lines(assembly), listed));
    }
}
