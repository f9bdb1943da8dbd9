using Images.Definitions.Syntax;

namespace Images.Testing.Structure;

/// <summary>What the person running structure tests allows, and what the tests find around them.</summary>
public sealed record StructureOptions
{
    /// <summary>Gets whether tests may be privileged, get capabilities, and mount directories of the engine's host.</summary>
    public bool AllowPrivileged { get; init; }

    /// <summary>Gets the network of the containers.</summary>
    public string Network { get; init; } = "bridge";

    /// <summary>Gets when a container is killed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Reads a limit of time.</summary>
    /// <param name="text">A duration as definitions write it, such as <c>90s</c> or <c>1h30m</c>.</param>
    /// <returns>The limit; null where the text is none of up to a day.</returns>
    public static TimeSpan? TimeoutOf(string text) => Durations.TryParse(text, out var limit) ? limit : null;

    /// <summary>Gets the folder that files with variables are looked for in; no path leads out of it.</summary>
    public string Folder { get; init; } = ".";

    /// <summary>Gets the environment that <c>envVars</c> of <c>containerRunOptions</c> are read from.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;
}
