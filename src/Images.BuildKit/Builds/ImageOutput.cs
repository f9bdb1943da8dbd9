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

    /// <summary>Also pushes it to the registries of its names. Needs the containerd store.</summary>
    public bool Push { get; init; }

    /// <summary>Pushes over plain HTTP, or without checking certificates.</summary>
    public bool InsecureRegistry { get; init; }

    /// <summary>More attributes for the exporter, such as <c>rewrite-timestamp=true</c>; they win over all above.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
