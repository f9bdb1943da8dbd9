using System.Reflection;
using StandIns;

namespace Cake.Frosting.Tests;

public sealed class CakeApiTests
{
    [Theory]
    [InlineData("Cake.Core")]
    [InlineData("Cake.Common")]
    [InlineData("Cake.Frosting")]
    public void The_public_surface_is_part_of_the_real_one(string name)
    {
        var listed = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Goldens", name + ".subset.txt"));

        Assert.Empty(PublicApi.Missing(PublicApi.Lines(Assembly.Load(name)), listed));
    }
}
