namespace Images.Engines;

/// <summary>A directory or file of the engine's host seen in a container.</summary>
/// <param name="Source">Absolute path on the engine's host; it must exist.</param>
/// <param name="Target">Absolute path in the container.</param>
/// <param name="ReadOnly">Whether the container may only read it.</param>
public sealed record ContainerMount(string Source, string Target, bool ReadOnly = true);

/// <summary>A volume of the engine seen in a container, read-only.</summary>
/// <param name="Name">The volume's name.</param>
/// <param name="Target">Absolute path of the directory in the container.</param>
public sealed record VolumeMount(string Name, string Target);
