namespace Images.Definitions;

/// <summary>Where values are written that are kept without their place.</summary>
internal static class ValuePlaces
{
    private const string Vars = "vars";

    private static readonly string[] Keys = ["push", "reproducible", "refresh"];

    /// <summary>Puts a file's places over those that descend to it.</summary>
    /// <param name="inherited">These.</param>
    /// <param name="values">The file's values.</param>
    /// <returns>The places by key, <c>vars.NAME</c> for one of the free values.</returns>
    public static IReadOnlyDictionary<string, SourceLocation> Over(
        IReadOnlyDictionary<string, SourceLocation> inherited,
        DefinitionValues values
    )
    {
        var section = values.Section(Vars);
        var own = Keys.Where(key => values.PlaceOf(key) is not null).ToList();
        if (section is null && own.Count == 0)
        {
            return inherited;
        }

        // The free values of a file take the place of all others.
        var kept = inherited.Where(place => section is null || !place.Key.StartsWith($"{Vars}.", StringComparison.Ordinal));
        var places = new Dictionary<string, SourceLocation>(kept, StringComparer.Ordinal);
        foreach (var key in own)
        {
            places[key] = values.PlaceOf(key)!;
        }

        foreach (var (name, place) in section?.Places ?? [])
        {
            places[$"{Vars}.{name}"] = place;
        }

        return places;
    }
}
