namespace Images.BuildKit.Builds;

/// <summary>One file, sent here by the engine.</summary>
/// <param name="Destination">Where to write; neither flushed beyond the build nor closed.</param>
/// <param name="Format"><c>tar</c>, the root file system; with the containerd store also <c>oci</c> and <c>docker</c>, the image.</param>
public sealed record ArchiveOutput(Stream Destination, string Format = "tar") : BuildOutput
{
    /// <summary>More attributes for the exporter.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
