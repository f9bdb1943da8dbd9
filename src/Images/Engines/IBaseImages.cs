using Images.Definitions;

namespace Images.Engines;

/// <summary>Makes sure that external bases are in the engine.</summary>
public interface IBaseImages
{
    /// <summary>Looks the base up in the engine, else pulls it, else makes it from packages.</summary>
    /// <param name="reference">The base, such as <c>debian:bookworm-slim</c>, with or without a digest.</param>
    /// <param name="recipe">How to make it when no registry can be reached; null: it can't be made.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The image as it is in the engine now.</returns>
    /// <exception cref="EngineException">It is nowhere to be had; the message says what was tried.</exception>
    Task<BaseImage> EnsureAsync(string reference, BootstrapRecipe? recipe, CancellationToken cancellationToken);
}
