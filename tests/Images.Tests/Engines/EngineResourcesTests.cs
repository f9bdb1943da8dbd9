using Images.Engines;

namespace Images.Tests.Engines;

public sealed class EngineResourcesTests
{
    [Fact]
    public void Memory_is_read_as_the_kernel_writes_it()
    {
        string[] lines = ["MemTotal:       24684096 kB", "MemFree:        21060640 kB", "MemAvailable:   22495012 kB"];
        Assert.Equal(24684096L * 1024, EngineResources.Entry(lines, "MemTotal:"));
        Assert.Equal(22495012L * 1024, EngineResources.Entry(lines, "MemAvailable:"));
        Assert.Null(EngineResources.Entry(lines, "Swap:"));
    }
}
