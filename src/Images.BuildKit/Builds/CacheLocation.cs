namespace Images.BuildKit.Builds;

/// <summary>A build cache outside the engine, such as type <c>registry</c> with the attribute <c>ref</c>, or type <c>inline</c>.</summary>
public sealed record CacheLocation(string Type, IReadOnlyDictionary<string, string> Attributes);
