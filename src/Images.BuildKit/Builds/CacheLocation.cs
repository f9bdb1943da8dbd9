namespace Images.BuildKit.Builds;

/// <summary>
/// A build cache outside the engine: a type and its attributes, in buildx's words. What types there are depends on the engine and
/// its store.
/// </summary>
/// <param name="Type"><c>registry</c>, <c>inline</c>, <c>gha</c>, ...</param>
/// <param name="Attributes">Such as <c>ref</c>, <c>mode</c> (<c>min</c> or <c>max</c>) or <c>scope</c>, passed on as they are.</param>
public sealed record CacheLocation(string Type, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>In the image itself; the engine reads it back from the image, as a registry cache.</summary>
    public static CacheLocation Inline { get; } = new("inline", new Dictionary<string, string>());

    /// <summary>At a reference of a registry. To write, the engine needs the containerd store.</summary>
    /// <param name="reference">Such as <c>ghcr.io/acme/cache:base</c>.</param>
    /// <param name="allSteps">Also the steps of stages that are not in the image (<c>mode=max</c>).</param>
    public static CacheLocation Registry(string reference, bool allSteps = false)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["ref"] = reference };
        if (allSteps)
        {
            attributes["mode"] = "max";
        }

        return new("registry", attributes);
    }
}
