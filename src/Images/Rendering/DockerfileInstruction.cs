namespace Images.Rendering;

/// <summary>One instruction of a Dockerfile.</summary>
/// <param name="Keyword">Upper case, such as <c>RUN</c>.</param>
/// <param name="Flags">What stands between the keyword and the arguments with two dashes in front, as written: <c>--from=base</c>.</param>
/// <param name="Arguments">The rest, continuation lines joined as the frontend joins them, comments inside left out.</param>
/// <param name="FirstLine">Counted from 1.</param>
/// <param name="LastLine">Counted from 1, inclusive; with the body of here-documents.</param>
/// <param name="Stage">Which FROM this stands under, counted from 0; -1 before the first FROM.</param>
public sealed record DockerfileInstruction(
    string Keyword,
    IReadOnlyList<string> Flags,
    string Arguments,
    int FirstLine,
    int LastLine,
    int Stage
)
{
    /// <summary>Gets the value of a flag such as <c>from</c>, or null when it isn't there.</summary>
    /// <param name="name">Without dashes.</param>
    /// <returns>What stands behind the equals sign.</returns>
    public string? Flag(string name) => Values(name).LastOrDefault();

    /// <summary>Gets the values of a flag that may stand there more than once, such as <c>exclude</c>.</summary>
    /// <param name="name">Without dashes.</param>
    /// <returns>What stands behind each equals sign, in order.</returns>
    public IEnumerable<string> Values(string name) =>
        Flags.Where(flag => flag.StartsWith($"--{name}=", StringComparison.OrdinalIgnoreCase)).Select(flag => flag[(name.Length + 3)..]);
}
