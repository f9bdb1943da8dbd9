using Images.Planning;

namespace Images.Building;

/// <summary>
/// Opens the steps of an image of an earlier run once more. What is built on them finds what was built on them before in the
/// engine's cache; the finished image is another thing to that cache.
/// </summary>
public interface IStepsReopener
{
    /// <summary>Goes through the steps of an image. All of them must come out of the engine's cache.</summary>
    /// <param name="build">The image as it is to be built, with the steps of its own parents.</param>
    /// <param name="kept">The image that there is; it has its local name afterwards when there are steps.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The steps; null where one would have to be run, or where something other than the image there is comes of them.</returns>
    Task<IStepsResult?> ReopenAsync(ImageBuild build, KeptImage kept, CancellationToken cancellationToken);

    /// <summary>Opens the steps of an image without going through them: whoever is built on them does.</summary>
    /// <param name="build">As above.</param>
    /// <param name="kept">As above.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The steps; null where the engine has no such thing.</returns>
    Task<IStepsResult?> DefineAsync(ImageBuild build, KeptImage kept, CancellationToken cancellationToken);
}
