namespace Images.BuildKit.Builds;

/// <summary>An image in the engine's store.</summary>
public sealed record ImageOutput : BuildOutput
{
    /// <summary>Tags the image with these references; none leaves it untagged, reachable by its digest.</summary>
    public ImageOutput(params IReadOnlyList<string> names)
    {
        Names = names;
    }

    /// <summary>References such as <c>acme/base:1</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>More attributes for the exporter, such as <c>push=true</c> (containerd store) or <c>rewrite-timestamp=true</c>.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
