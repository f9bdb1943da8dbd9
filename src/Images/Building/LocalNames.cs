using Images.Definitions;

namespace Images.Building;

/// <summary>
/// The names under which images wait on the engine until they are tested. The host part cannot be resolved, so no engine can
/// mistake one of them for something to pull.
/// </summary>
/// <param name="run">Tells this run of the program from others at the same time; lower case letters and digits.</param>
public sealed class LocalNames(string run)
{
    /// <summary>The repository prefix of every local name.</summary>
    public const string Prefix = "images.local/";

    /// <summary>The name that an image has from its build until the end of the run.</summary>
    /// <param name="variant">Which.</param>
    /// <returns>Such as <c>images.local/r-ver:4.6.1-k3f9</c>.</returns>
    public string Building(Variant variant) => $"{Untested(variant)}-{run}";

    /// <summary>The name of an image that was built and not tested, or whose tests failed; the next one takes it over.</summary>
    /// <param name="variant">Which.</param>
    /// <returns>Such as <c>images.local/r-ver:4.6.1</c>.</returns>
    public static string Untested(Variant variant) => $"{Prefix}{variant.Image}:{variant.FolderName}";
}
