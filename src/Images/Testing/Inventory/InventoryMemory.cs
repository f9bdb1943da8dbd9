using System.Text.Json;
using Images.Definitions;

namespace Images.Testing.Inventory;

/// <summary>
/// Remembers inventories by image, one file each in <c>artifacts/inventories/</c>, so that no image is read twice. An id stands for
/// its content, so that nothing can become stale; a memory that is lost costs time and nothing else.
/// </summary>
/// <param name="root">The family's root.</param>
public sealed class InventoryMemory(string root)
{
    private const int MostImages = 500;
    private const int LongestFile = 256 << 20;

    private string Folder => Path.Combine(root, "artifacts", "inventories");

    /// <summary>Looks an image up.</summary>
    /// <param name="imageId">The image's id, <c>sha256:...</c>.</param>
    /// <returns>Null where it is not remembered.</returns>
    public ImageInventory? Find(string imageId)
    {
        try
        {
            var file = FileOf(imageId) is { } path ? new FileInfo(path) : null;
            var found = file is { Exists: true, Length: <= LongestFile } ? ImageInventory.Read(File.ReadAllBytes(file.FullName)) : null;
            return found?.Image == imageId ? found : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Remembers an inventory; where that cannot be, it is lost.</summary>
    /// <param name="inventory">The inventory of an engine's image.</param>
    public void Add(ImageInventory inventory)
    {
        if (FileOf(inventory.Image) is not { } path)
        {
            return;
        }

        try
        {
            WholeFile.Write(path, inventory.ToBytes());
            foreach (
                var old in new DirectoryInfo(Folder).EnumerateFiles().OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostImages)
            )
            {
                old.Delete();
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nothing depends on it.
        }
    }

    private string? FileOf(string imageId) =>
        imageId.Split(':') is ["sha256", { Length: 64 } hex] && hex.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(Folder, hex + ".json")
            : null;
}
