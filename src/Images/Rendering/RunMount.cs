namespace Images.Rendering;

/// <summary>What one <c>--mount</c> of a RUN mounts.</summary>
/// <param name="Type">Such as <c>secret</c>; <c>bind</c> where none is named.</param>
/// <param name="Options">Every option by its lower-case name; the value is empty where there is none.</param>
internal sealed record RunMount(string Type, IReadOnlyDictionary<string, string> Options)
{
    private static readonly string[] Targets = ["target", "dst", "destination"];

    /// <summary>Gets the id of a secret, agent or cache: the option, or as the frontend derives it from a secret's target; null when nothing says it.</summary>
    public string? Id =>
        Options.TryGetValue("id", out var id) && id.Length > 0 ? id
        : Type == "secret" && Targets.Select(Options.GetValueOrDefault).FirstOrDefault(target => target is not null) is { } path
            ? path[(path.LastIndexOf('/') + 1)..]
        : null;

    /// <summary>Reads the mounts of an instruction.</summary>
    /// <param name="instruction">The instruction; any other than RUN mounts nothing.</param>
    /// <returns>The mounts in order.</returns>
    public static IEnumerable<RunMount> In(DockerfileInstruction instruction) =>
        instruction.Keyword == "RUN"
            ? instruction
                .Flags.Where(flag => flag.StartsWith("--mount=", StringComparison.OrdinalIgnoreCase))
                .Select(flag => Of(flag["--mount=".Length..]))
            : [];

    private static RunMount Of(string text)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in text.Split(',').Select(option => option.Split('=', 2)))
        {
            options[option[0].Trim('"').ToLowerInvariant()] = option.Length > 1 ? option[1].Trim('"') : string.Empty;
        }

        return new(options.GetValueOrDefault("type", "bind"), options);
    }
}
