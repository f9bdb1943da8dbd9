using Images.Engines;

namespace Images.Building;

/// <summary>Tells which image each external base is in this run.</summary>
public interface IBaseDigests
{
    /// <summary>Sees to it that a base is on an engine, and sums up what it is.</summary>
    /// <param name="reference">The base as a Dockerfile names it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Equal for equal images, on every engine; null where the engine does not tell.</returns>
    /// <exception cref="EngineException">It is nowhere to be had.</exception>
    Task<string?> DigestAsync(string reference, CancellationToken cancellationToken);
}
