using Images.Definitions;

namespace Images.Rendering;

/// <summary>Collects errors over all variants; one that several variants have is told once.</summary>
internal sealed class RenderErrors
{
    private readonly Dictionary<DefinitionError, List<string>> variants = [];

    /// <summary>Adds an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="variant">The id of the variant that met it.</param>
    public void Add(DefinitionError error, string variant)
    {
        if (!variants.TryGetValue(error, out var ids))
        {
            variants.Add(error, ids = []);
        }

        ids.Add(variant);
    }

    /// <summary>Throws when there is an error.</summary>
    /// <exception cref="DefinitionException">Every error, in file and line order; those in templates name the variants that met them.</exception>
    public void ThrowIfAny()
    {
        if (variants.Count > 0)
        {
            throw new DefinitionException([
                .. variants
                    .OrderBy(entry => entry.Key.Location.File, StringComparer.Ordinal)
                    .ThenBy(entry => entry.Key.Location.Line)
                    .ThenBy(entry => entry.Key.Location.Column)
                    .ThenBy(entry => entry.Key.Message, StringComparer.Ordinal)
                    .Select(entry => Named(entry.Key, entry.Value)),
            ]);
        }
    }

    private static DefinitionError Named(DefinitionError error, List<string> ids)
    {
        var isTemplate = error.Location.File.StartsWith("templates/", StringComparison.Ordinal);
        var others = ids.Count switch
        {
            1 => string.Empty,
            2 => " and 1 other",
            _ => $" and {ids.Count - 1} others",
        };
        return isTemplate ? error with { Message = $"{error.Message}, for {ids[0]}{others}" } : error;
    }
}
