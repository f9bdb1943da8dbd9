using Images.BuildKit.Errors;

namespace Images.BuildKit.Frontends;

/// <summary>A finding of BuildKit's own checks.</summary>
/// <param name="Rule">The rule, such as <c>StageNameCasing</c>.</param>
/// <param name="Description">What the rule is about.</param>
/// <param name="Message">What is wrong here.</param>
/// <param name="Url">Where the rule is explained; null where it is not.</param>
/// <param name="Sources">Where in the Dockerfile.</param>
public sealed record LintWarning(string Rule, string Description, string Message, string? Url, IReadOnlyList<SourceRange> Sources);
