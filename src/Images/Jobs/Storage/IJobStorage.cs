namespace Images.Jobs.Storage;

/// <summary>Storage that jobs take their data from, and bring their results to.</summary>
public interface IJobStorage
{
    /// <summary>Copies everything below an address into a folder.</summary>
    /// <param name="address">Where from.</param>
    /// <param name="folder">Where to; it is there.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>How many files.</returns>
    /// <exception cref="JobException">Nothing is there, or it cannot be read.</exception>
    Task<int> FetchAsync(StorageAddress address, string folder, CancellationToken cancellationToken);

    /// <summary>Copies files of a folder to an address. Links are not followed.</summary>
    /// <param name="folder">Where from.</param>
    /// <param name="paths">The files below it, with forward slashes.</param>
    /// <param name="address">Where to.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>When all are there.</returns>
    /// <exception cref="JobException">One cannot be written.</exception>
    Task StoreAsync(string folder, IEnumerable<string> paths, StorageAddress address, CancellationToken cancellationToken);
}
