namespace Images.Planning;

/// <summary>Tells which image each external base is in this run.</summary>
public interface IBaseDigests
{
    /// <summary>Sums up what a base is; what builds images also sees to it that the base is there.</summary>
    /// <param name="reference">The base as a Dockerfile names it.</param>
    /// <param name="image">The image that is built from it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Equal for equal images, on every engine; null where that is not known.</returns>
    Task<string?> DigestAsync(string reference, PlannedImage image, CancellationToken cancellationToken);
}
