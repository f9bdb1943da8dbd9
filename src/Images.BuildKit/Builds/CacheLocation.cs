namespace Images.BuildKit.Builds;

/// <summary>
/// A build cache outside the engine: a type and its attributes, in buildx's words. What types there are depends on the engine and
/// its store.
/// </summary>
/// <param name="Type"><c>registry</c>, <c>inline</c>, <c>local</c>, <c>gha</c>, ...</param>
/// <param name="Attributes">Such as <c>ref</c>, <c>mode</c> (<c>min</c> or <c>max</c>) or <c>scope</c>, passed on as they are.</param>
public sealed record CacheLocation(string Type, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>In the image itself; the engine reads it back from the image, as a registry cache.</summary>
    public static CacheLocation Inline { get; } = new("inline", new Dictionary<string, string>());

    /// <summary>In a directory here, to be read (an OCI image layout). One that is not there is left out, with a warning.</summary>
    /// <param name="directory">Where <see cref="ToDirectory"/> wrote it.</param>
    public static CacheLocation FromDirectory(string directory) =>
        new("local", new Dictionary<string, string>(StringComparer.Ordinal) { ["src"] = directory });

    /// <summary>In a directory here, to be written (an OCI image layout). The engine needs the containerd store.</summary>
    /// <param name="directory">It is made where it is missing; blobs of older caches stay.</param>
    /// <param name="allSteps">Also the steps of stages that are not in the image (<c>mode=max</c>).</param>
    public static CacheLocation ToDirectory(string directory, bool allSteps = false) =>
        new("local", WithMode(new(StringComparer.Ordinal) { ["dest"] = directory }, allSteps));

    /// <summary>At a reference of a registry. To write, the engine needs the containerd store.</summary>
    /// <param name="reference">Such as <c>ghcr.io/acme/cache:base</c>.</param>
    /// <param name="allSteps">Also the steps of stages that are not in the image (<c>mode=max</c>).</param>
    public static CacheLocation Registry(string reference, bool allSteps = false) =>
        new("registry", WithMode(new(StringComparer.Ordinal) { ["ref"] = reference }, allSteps));

    private static Dictionary<string, string> WithMode(Dictionary<string, string> attributes, bool allSteps)
    {
        if (allSteps)
        {
            attributes["mode"] = "max";
        }

        return attributes;
    }
}
