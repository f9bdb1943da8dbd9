namespace Images.Building;

/// <summary>Builds one image on an engine.</summary>
public interface IImageBuilder
{
    /// <summary>Builds one image. A build that fails is a result, not an exception.</summary>
    /// <param name="build">What to build and what from.</param>
    /// <param name="progress">Hears of each step, on no particular thread.</param>
    /// <param name="cancellationToken">Stops the running step on the engine.</param>
    /// <returns>The built or failed image.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ParentLostException">A parent could not be exported.</exception>
    Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken);
}
