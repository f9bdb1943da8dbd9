using Images.BuildKit.Errors;

namespace Images.BuildKit.Frontends;

/// <summary>The result of BuildKit's own checks of a Dockerfile.</summary>
/// <param name="Warnings">Findings in the order of the file.</param>
/// <param name="Error">Why the Dockerfile could not be checked to its end; null where it could.</param>
/// <param name="ErrorSources">Where that is.</param>
public sealed record LintReport(IReadOnlyList<LintWarning> Warnings, string? Error, IReadOnlyList<SourceRange> ErrorSources);
