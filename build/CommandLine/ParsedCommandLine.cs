namespace Images.Build.CommandLine;

/// <summary>A command line, read but not yet joined with environment and configuration.</summary>
/// <param name="Verb">What to do; the first one when several targets are given.</param>
/// <param name="Targets">Every target, at least one.</param>
/// <param name="Words">Selectors, or the verb's argument.</param>
/// <param name="Values">The options that were given and their last value; <c>true</c> or <c>false</c> for switches.</param>
/// <param name="Lists">Every value of the options that may be given several times.</param>
internal sealed record ParsedCommandLine(
    Verb Verb,
    IReadOnlyList<string> Targets,
    IReadOnlyList<string> Words,
    IReadOnlyDictionary<Option, string> Values,
    IReadOnlyDictionary<Option, IReadOnlyList<string>> Lists
)
{
    /// <summary>Gets how many of the words, the last ones, stood behind <c>--</c>; null when there was none.</summary>
    public int? Behind { get; init; }

    /// <summary>Says whether a switch was given and not switched off.</summary>
    /// <param name="option">The switch.</param>
    /// <returns>True when it is on.</returns>
    public bool Has(Option option) => Values.GetValueOrDefault(option) == "true";
}
