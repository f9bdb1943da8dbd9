namespace Images.Engines;

/// <summary>Tells how much memory and disk an engine has left.</summary>
public interface IEngineResources
{
    /// <summary>Reads both as they are now.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What can be known.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    Task<EngineRoom> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>What an engine has left.</summary>
/// <param name="Memory">Bytes of memory; null: unknown, so it bounds nothing.</param>
/// <param name="Disk">Bytes on the file system of its data; null: unknown, so it bounds nothing.</param>
/// <param name="DiskPath">Where its data is; empty when unknown.</param>
public sealed record EngineRoom(long? Memory, long? Disk, string DiskPath);
