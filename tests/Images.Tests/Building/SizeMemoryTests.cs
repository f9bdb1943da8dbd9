using Images.Building;

namespace Images.Tests.Building;

public sealed class SizeMemoryTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("images-").FullName;

    [Fact]
    public async Task An_image_whose_size_was_told_once_is_not_asked_for_again()
    {
        var asked = 0;
        foreach (var run in new[] { 1, 2, 3 })
        {
            var memory = SizeMemory.Of(root);
            if (run == 1)
            {
                memory.Add("sha256:built", 7);
            }

            Assert.Equal(7, await memory.OfAsync("sha256:built", () => Ask(7)));
            Assert.Equal(42, await memory.OfAsync("sha256:kept", () => Ask(42)));
            memory.Save();
        }

        Assert.Equal(1, asked);

        Task<long?> Ask(long size)
        {
            asked++;
            return Task.FromResult<long?>(size);
        }
    }

    [Fact]
    public async Task What_an_engine_does_not_know_either_is_not_remembered()
    {
        var memory = SizeMemory.Of(root);
        Assert.Null(await memory.OfAsync("sha256:gone", () => Task.FromResult<long?>(null)));
        memory.Save();
        Assert.False(File.Exists(Path.Combine(root, "artifacts", "sizes.json")));
    }

    [Fact]
    public async Task A_damaged_memory_is_an_empty_one()
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "artifacts")).FullName, "sizes.json");
        await File.WriteAllTextAsync(file, "{", TestContext.Current.CancellationToken);
        var memory = SizeMemory.Of(root);
        Assert.Equal(5, await memory.OfAsync("sha256:a", () => Task.FromResult<long?>(5)));
        memory.Save();
        Assert.Equal(5, await SizeMemory.Of(root).OfAsync("sha256:a", () => Task.FromResult<long?>(6)));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
