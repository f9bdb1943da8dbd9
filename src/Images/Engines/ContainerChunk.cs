namespace Images.Engines;

/// <summary>A piece of a container's output as it arrived.</summary>
/// <param name="Stream">Where it was written.</param>
/// <param name="Bytes">The bytes; the memory is used again after the receiver returns.</param>
public readonly record struct ContainerChunk(ContainerStream Stream, ReadOnlyMemory<byte> Bytes);
