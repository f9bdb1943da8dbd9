using Images.Engines;
using Images.Planning;

namespace Images.Building;

/// <summary>The external bases that engines have. Nothing is pulled or made.</summary>
/// <param name="engines">The engines, the first being asked first.</param>
public sealed class KnownBaseDigests(IReadOnlyList<IImageContents> engines) : IBaseDigests
{
    private readonly Dictionary<string, string?> known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<string?> DigestAsync(string reference, PlannedImage image, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(reference, out var earlier))
        {
            return earlier;
        }

        foreach (var engine in engines)
        {
            if (await engine.DigestAsync(reference, cancellationToken) is { } digest)
            {
                return known[reference] = digest;
            }
        }

        return known[reference] = null;
    }
}
