using Images.Building.Reproducible;

namespace Images.Tests.Building.Reproducible;

public sealed class ScratchFolderTests
{
    [Fact]
    public void The_folder_of_a_process_that_is_gone_goes_and_that_of_a_living_one_stays()
    {
        using var mine = new ScratchFolder();
        File.WriteAllText(Path.Combine(mine.Path, "layer"), "x");
        // No process has this start time.
        var owner = Path.GetFileName(mine.Path).Split('-')[2].Split('.');
        var left = Path.Combine(Path.GetTempPath(), $"images-layers-{owner[0]}.{owner[1]}.1-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path.Combine(left, "below"));
        using (var other = new ScratchFolder())
        {
            Assert.NotEqual(mine.Path, other.Path);
            Assert.False(Directory.Exists(left));
            Assert.True(File.Exists(Path.Combine(mine.Path, "layer")));
        }

        mine.Dispose();
        Assert.False(Directory.Exists(mine.Path));
    }
}
