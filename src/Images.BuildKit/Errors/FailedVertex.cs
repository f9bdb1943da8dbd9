namespace Images.BuildKit.Errors;

/// <summary>The vertex of the build graph that failed; its name is like <c>[stage 2/5] RUN make</c>.</summary>
public sealed record FailedVertex(string Digest, string Name);
