using Docker.DotNet;

namespace StandIns.Docker;

public sealed class DockerApiTests
{
    [Fact]
    public void The_stand_in_offers_nothing_that_the_package_lacks()
    {
        var assembly = typeof(DockerClient).Assembly;
        // The package itself offers more than the list, which holds only what is used here.
        Assert.SkipWhen(assembly.GetType("Docker.DotNet.ISwarmOperations") is { IsPublic: true }, "this is the package");
        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Goldens", "Docker.DotNet.subset.txt"));

        Assert.Empty(PublicApi.Missing(PublicApi.Lines(assembly), listed));
    }

    [Fact]
    public void The_stand_in_offers_the_whole_list()
    {
        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Goldens", "Docker.DotNet.subset.txt"));

        Assert.Empty(PublicApi.Missing(listed, PublicApi.Lines(typeof(DockerClient).Assembly)));
    }
}
