namespace Images.Testing.Inventory;

/// <summary>Reads the packages that images hold.</summary>
public interface IInventoryReader
{
    /// <summary>Reads those of one.</summary>
    /// <param name="imageId">The image's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The inventory; what could not be read is in its notes.</returns>
    /// <exception cref="Engines.EngineException">The engine does not have the image, or failed.</exception>
    Task<ImageInventory> ReadAsync(string imageId, CancellationToken cancellationToken);
}
