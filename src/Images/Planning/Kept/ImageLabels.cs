namespace Images.Planning;

/// <summary>The labels by which an image says what it is and what it was built from, so that no other record of it is needed.</summary>
public static class ImageLabels
{
    /// <summary>The label that holds a variant's id.</summary>
    public const string Variant = "org.images.variant";

    /// <summary>The label that holds the fingerprint of what an image was built from.</summary>
    public const string Fingerprint = "org.images.fingerprint";

    /// <summary>The label that holds what an image was built from, see <see cref="RecordedInputs"/>.</summary>
    public const string Inputs = "org.images.inputs";

    /// <summary>The label of an image that was built without the engine's cache: when that was decided, or from which day it is fresh.</summary>
    public const string Epoch = "org.images.epoch";

    /// <summary>
    /// Picks what tells whether an image is up to date. Manifests bear it as annotations too, so that what is published is known
    /// without reading the configuration.
    /// </summary>
    /// <param name="labels">All labels or annotations.</param>
    /// <returns>These; none where there is no fingerprint.</returns>
    public static IReadOnlyDictionary<string, string> Brief(IReadOnlyDictionary<string, string> labels)
    {
        var brief = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in labels.ContainsKey(Fingerprint) ? [Fingerprint, Epoch] : Array.Empty<string>())
        {
            if (labels.TryGetValue(name, out var value))
            {
                brief.Add(name, value);
            }
        }

        return brief;
    }
}
