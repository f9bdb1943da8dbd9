using Images.Testing.Inventory;

namespace Images.Tests.Testing.Inventory;

public sealed class InventoryMemoryTests : IDisposable, IInventoryReader
{
    private static readonly string Id = "sha256:" + new string('a', 64);

    private readonly string root = Directory.CreateTempSubdirectory("inventories-").FullName;
    private int reads;

    private string File => Path.Combine(root, "artifacts", "inventories", new string('a', 64) + ".json");

    [Fact]
    public async Task An_image_is_read_once()
    {
        var first = await InventoryAsync();
        var second = await InventoryAsync();
        Assert.Equal(1, reads);
        Assert.Equal(first.ToBytes(), second.ToBytes());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"image":"sha256:other","packages":[],"notes":[],"schema":1}""")]
    [InlineData("""{"image":"","packages":[],"notes":[],"schema":0}""")]
    public async Task What_cannot_be_told_is_read_again(string written)
    {
        await InventoryAsync();
        await System.IO.File.WriteAllTextAsync(File, written, TestContext.Current.CancellationToken);
        await InventoryAsync();
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task A_name_that_is_no_id_is_not_remembered()
    {
        await new ImageInventories(this, new InventoryMemory(root)).OfAsync("sha256:../../x", TestContext.Current.CancellationToken);
        Assert.False(Directory.Exists(Path.Combine(root, "artifacts")));
    }

    public Task<ImageInventory> ReadAsync(string imageId, CancellationToken cancellationToken)
    {
        reads++;
        var package = new InstalledPackage(PackageKind.R, "a", "1")
        {
            Licenses = ["MIT"],
            Location = "/x",
            Owner = "r-a",
        };
        return Task.FromResult(new ImageInventory(imageId, new Distribution("debian", "12"), [package], ["one note"]));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private Task<ImageInventory> InventoryAsync() =>
        new ImageInventories(this, new InventoryMemory(root)).OfAsync(Id, TestContext.Current.CancellationToken);
}
