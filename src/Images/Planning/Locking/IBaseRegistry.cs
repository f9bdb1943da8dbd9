namespace Images.Planning.Locking;

/// <summary>Tells what registries have under the references of external bases.</summary>
public interface IBaseRegistry
{
    /// <summary>Asks what a reference is now, by one request.</summary>
    /// <param name="reference">The base.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The digest of the index, or of the only manifest.</returns>
    /// <exception cref="Registry.Errors.RegistryException">The registry does not have it, or cannot be asked.</exception>
    Task<string> DigestAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Asks what a reference is now on each platform.</summary>
    /// <param name="reference">The base.</param>
    /// <param name="digest">What it is to be; null: what its tag is now.</param>
    /// <param name="platforms">The platforms.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The base.</returns>
    /// <exception cref="Registry.Errors.RegistryException">The registry does not have it for all of them, or cannot be asked.</exception>
    Task<LockedBase> ResolveAsync(string reference, string? digest, IReadOnlyList<string> platforms, CancellationToken cancellationToken);
}
