namespace Images.BuildKit.Contexts;

/// <summary>What patterns say about one path: the verdict, and which of them matched, for the paths below it.</summary>
internal readonly record struct PatternState(bool Matched, IReadOnlyList<bool> Each);
