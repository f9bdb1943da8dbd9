namespace Images.Testing.Inventory;

/// <summary>Gives inventories: those of earlier runs from memory, others from the images.</summary>
/// <param name="reader">Reads images.</param>
/// <param name="memory">Remembers; null: every image is read.</param>
public sealed class ImageInventories(IInventoryReader reader, InventoryMemory? memory)
{
    /// <summary>Gets the inventory of an image.</summary>
    /// <param name="imageId">The image's id, no name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The inventory.</returns>
    /// <exception cref="Engines.EngineException">The engine does not have the image, or failed.</exception>
    public async Task<ImageInventory> OfAsync(string imageId, CancellationToken cancellationToken)
    {
        if (memory?.Find(imageId) is { } known)
        {
            return known;
        }

        var inventory = await reader.ReadAsync(imageId, cancellationToken);
        memory?.Add(inventory);
        return inventory;
    }
}
