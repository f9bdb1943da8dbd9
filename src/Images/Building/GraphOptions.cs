namespace Images.Building;

/// <summary>How a graph is built.</summary>
/// <param name="Jobs">Images at once, at least 1.</param>
/// <param name="FailFast">Stops everything at the first failure instead of building what does not depend on it.</param>
public sealed record GraphOptions(int Jobs, bool FailFast);
