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

    /// <summary>Gets the folder that files with variables are looked for in; no path leads out of it.</summary>
    public string Folder { get; init; } = ".";

    /// <summary>Gets the environment that <c>envVars</c> of <c>containerRunOptions</c> are read from.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;
}
