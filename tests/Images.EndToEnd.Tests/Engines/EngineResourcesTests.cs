using Images.Engines;

namespace Images.EndToEnd.Tests.Engines;

[Trait("Category", "Engine")]
public sealed class EngineResourcesTests(SharedEngine engine)
{
    [Fact]
    public async Task Memory_and_disk_of_an_engine_here_are_what_this_machine_has_left()
    {
        var token = TestContext.Current.CancellationToken;
        await engine.RequireLocalAsync();
        var info = await engine.Connection.GetInfoAsync(token);
        var room = await new EngineResources(engine.Connection).ReadAsync(token);
        Assert.InRange(room.Memory ?? 0, 1, info.MemoryBytes - 1);
        if (Directory.Exists(info.DataRoot))
        {
            Assert.Equal(info.DataRoot, room.DiskPath);
            Assert.InRange(room.Disk ?? 0, 1, new DriveInfo(info.DataRoot).TotalSize - 1);
        }
        else
        {
            // The engine has a root of its own: what lies below that path is not to be seen from here.
            Assert.Null(room.Disk);
        }
    }
}
