namespace Images.BuildKit.Progress;

/// <summary>Bytes that a step wrote, as they came: not cut at line ends, and not necessarily whole characters.</summary>
public sealed record VertexLog(string Digest, LogStream Stream, DateTimeOffset Timestamp, ReadOnlyMemory<byte> Data) : BuildEvent;
