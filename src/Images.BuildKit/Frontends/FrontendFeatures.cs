namespace Images.BuildKit.Frontends;

/// <summary>What the engine's built-in Dockerfile frontend answers besides building, found by asking it.</summary>
/// <param name="HasLint">It checks Dockerfiles (<c>frontend.lint</c>; engine 27 and newer).</param>
/// <param name="Subrequests">
/// The subrequests that it lists, such as <c>frontend.outline</c>; empty where it lists none. <c>frontend.lint</c> is never among
/// them.
/// </param>
public sealed record FrontendFeatures(bool HasLint, IReadOnlyList<string> Subrequests);
