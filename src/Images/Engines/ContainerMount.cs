namespace Images.Engines;

/// <summary>A directory or file of the engine's host seen in a container.</summary>
/// <param name="Source">Absolute path on the engine's host; it must exist.</param>
/// <param name="Target">Absolute path in the container.</param>
/// <param name="ReadOnly">Whether the container may only read it.</param>
public sealed record ContainerMount(string Source, string Target, bool ReadOnly = true);
