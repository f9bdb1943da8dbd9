using Images.Definitions.Syntax;

namespace Images.Planning.Locking;

/// <summary>What <c>images.lock</c> says: which content each external base has, whatever its tag means meanwhile.</summary>
/// <param name="Bases">The bases by reference.</param>
public sealed record BaseLock(IReadOnlyDictionary<string, LockedBase> Bases)
{
    /// <summary>The file's name, beside <c>images/</c>.</summary>
    public const string FileName = "images.lock";

    /// <summary>Gets the lock that settles nothing.</summary>
    public static BaseLock Empty { get; } = new(new Dictionary<string, LockedBase>());

    /// <summary>Makes a lock of bases.</summary>
    /// <param name="bases">Each reference once.</param>
    /// <returns>The lock.</returns>
    public static BaseLock Of(IEnumerable<LockedBase> bases) => new(bases.ToDictionary(locked => locked.Reference, StringComparer.Ordinal));

    /// <summary>Finds the very content that a reference means for an image.</summary>
    /// <param name="reference">A base as a Dockerfile names it.</param>
    /// <param name="platforms">The image's platforms.</param>
    /// <returns>Such as <c>debian@sha256:...</c>; null where the lock does not settle it for all of them.</returns>
    public string? Pin(string reference, IReadOnlyList<string> platforms) =>
        Bases.TryGetValue(reference, out var locked)
        && platforms.All(locked.Platforms.ContainsKey)
        && ImageReference.TryParse(reference) is { } parsed
            ? $"{parsed.Repository}@{(platforms is [var only] ? locked.Platforms[only] : locked.Digest)}"
            : null;

    /// <summary>Finds the content of every base of an image that the lock settles.</summary>
    /// <param name="image">The image.</param>
    /// <param name="references">Its external bases, as its Dockerfile names them.</param>
    /// <returns>References by digest, by reference.</returns>
    public Dictionary<string, string> PinsOf(PlannedImage image, IEnumerable<string> references)
    {
        var pins = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reference in Bases.Count == 0 ? [] : references)
        {
            if (Pin(reference, image.Rendered.Variant.Platforms) is { } pin)
            {
                pins[reference] = pin;
            }
        }

        return pins;
    }
}
