using Images.Engines;

namespace Images.Building.Placement;

/// <summary>One of several engines that share the work of a run, with what works on it.</summary>
public sealed class BuildSite
{
    /// <summary>Gets the engine's address, as messages and reports name it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how many images it builds at once, at least 1.</summary>
    public required int Slots { get; init; }

    /// <summary>
    /// Gets whether an image that was moved there goes by the registry's name: containerd's store leaves out of a pull whatever
    /// layer it has in another compression, and fetches it by the image's name when an export needs it.
    /// </summary>
    public bool FetchesLayersLater { get; init; }

    /// <summary>Gets what builds images there.</summary>
    public required IImageBuilder Builder { get; init; }

    /// <summary>Gets its images.</summary>
    public required IImageStore Store { get; init; }

    /// <summary>Gets what sends its images to registries and gets them from there.</summary>
    public required IImageTransfer Transfer { get; init; }

    /// <summary>Gets what sees to its external bases.</summary>
    public required IBaseImages Bases { get; init; }

    /// <summary>Gets what tells its images from those of other engines.</summary>
    public required IImageContents Contents { get; init; }

    /// <summary>Gets what asks whether the engine still answers.</summary>
    public required Func<CancellationToken, Task<bool>> AnswersAsync { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
