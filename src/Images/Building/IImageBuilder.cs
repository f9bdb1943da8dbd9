using Images.Planning;

namespace Images.Building;

/// <summary>Builds one image on an engine.</summary>
public interface IImageBuilder
{
    /// <summary>Builds one image whose parents exist. A build that fails is a result, not an exception.</summary>
    /// <param name="image">What to build.</param>
    /// <param name="bindings">For each reference to one of ours in the Dockerfile, the local name of the very image it means.</param>
    /// <param name="progress">Hears of each step, on no particular thread.</param>
    /// <param name="cancellationToken">Stops the running step on the engine.</param>
    /// <returns>The built or failed image.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<BuiltImage> BuildAsync(
        PlannedImage image,
        IReadOnlyDictionary<string, string> bindings,
        IProgress<ImageEvent> progress,
        CancellationToken cancellationToken
    );
}
