namespace Images.Building;

/// <summary>
/// Opens the steps of an image of an earlier run once more. What is built on them finds what was built on them before in the
/// engine's cache; the finished image is another thing to that cache.
/// </summary>
public interface IStepsReopener
{
    /// <summary>Goes through the steps of an image. All of them must come out of the engine's cache.</summary>
    /// <param name="build">The image as it is to be built, with the steps of its own parents.</param>
    /// <param name="kept">The image that there is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The steps; null where one would have to be run, or where something other than the image there is comes of them.</returns>
    Task<IStepsResult?> ReopenAsync(ImageBuild build, KeptImage kept, CancellationToken cancellationToken);
}
