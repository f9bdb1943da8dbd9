namespace Images.BuildKit.Builds;

/// <summary>What a build that succeeded gives.</summary>
/// <param name="ExporterResponse">All that the engine's exporter answered, such as <c>containerimage.config.digest</c>.</param>
public sealed record BuildResult(IReadOnlyDictionary<string, string> ExporterResponse)
{
    /// <summary>
    /// The image as its engine knows it: the digest of the configuration on the graph driver store, of the manifest or index
    /// on the containerd store; null where no image was exported.
    /// </summary>
    public string? ImageId => ExporterResponse.GetValueOrDefault("containerimage.digest");

    /// <summary>The digest of the image's configuration; null where no image was exported, or for several platforms.</summary>
    public string? ConfigDigest => ExporterResponse.GetValueOrDefault("containerimage.config.digest");
}
