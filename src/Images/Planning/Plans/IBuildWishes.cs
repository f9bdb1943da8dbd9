using Images.Rendering;

namespace Images.Planning;

/// <summary>What the user wants of each image besides its definition.</summary>
public interface IBuildWishes
{
    /// <summary>Gets what is attested of the images, as a text that is equal for equal wishes; null: nothing.</summary>
    string? AttestationsText { get; }

    /// <summary>Whether an image is built whatever is kept of it.</summary>
    /// <param name="image">Which.</param>
    /// <returns>True when it is.</returns>
    bool Forces(PlannedImage image);

    /// <summary>How fresh an image must be.</summary>
    /// <param name="image">Which.</param>
    /// <returns>Null: whenever it was built.</returns>
    RequiredEpoch? EpochOf(PlannedImage image);

    /// <summary>The commit and the time that an image bears if it is to be reproducible: another one is another image.</summary>
    /// <param name="image">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Equal for equal ones; null where neither is known, or it isn't wanted.</returns>
    Task<string?> CommitTextAsync(RenderedImage image, CancellationToken cancellationToken);
}
