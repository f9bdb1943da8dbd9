namespace Images.BuildKit.Progress;

/// <summary>A step began. Its name is like <c>[stage 2/5] RUN make</c>; internal steps begin with <c>[internal]</c>.</summary>
public sealed record VertexStarted(string Digest, string Name, DateTimeOffset Started) : BuildEvent;
