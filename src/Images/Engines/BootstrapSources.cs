using Images.Definitions;

namespace Images.Engines;

/// <summary>Chooses the archives from which a base is made.</summary>
internal static class BootstrapSources
{
    /// <summary>The variable that names a mirror for all bootstrapped bases.</summary>
    public const string Variable = "IMAGES_APT_MIRROR";

    /// <summary>The recipe's mirror, else the variable's, else what the machine's apt uses for that suite and its updates.</summary>
    /// <returns>Lines of a sources.list, the main suite first.</returns>
    /// <exception cref="EngineException">None is known.</exception>
    public static IReadOnlyList<string> Choose(BootstrapRecipe recipe, HostEnvironment host, IReadOnlyList<AptSource> machine)
    {
        if ((recipe.Mirror ?? host.Variable(Variable)) is { } mirror)
        {
            return [new AptSource(mirror, recipe.Suite, ["main"]).Line];
        }

        var usable = machine.Where(source => source.Components.Contains("main")).ToList();
        string[] suites = [recipe.Suite, $"{recipe.Suite}-updates", $"{recipe.Suite}-security"];
        var lines = suites
            .Select(suite => usable.FirstOrDefault(source => source.Suite == suite))
            .OfType<AptSource>()
            .Select(source => source.Line)
            .ToList();
        if (usable.Any(source => source.Suite == recipe.Suite))
        {
            return lines;
        }

        // Another release of the same distribution: its archive carries this suite too.
        var archive = usable.FirstOrDefault(source =>
            source.Uri.TrimEnd('/').EndsWith($"/{recipe.Distribution}", StringComparison.Ordinal)
        );
        return archive is null
            ? throw new EngineException(
                $"bootstrap of {recipe.Distribution} {recipe.Suite}: the machine's apt knows no archive that has it; name one with {Variable}=URL"
            )
            : [(archive with { Suite = recipe.Suite }).Line];
    }
}
