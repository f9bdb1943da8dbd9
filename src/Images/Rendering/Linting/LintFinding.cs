namespace Images.Rendering.Linting;

/// <summary>Where a rendered Dockerfile breaks a rule.</summary>
/// <param name="RuleId">The rule, such as <c>pipefail</c>.</param>
/// <param name="Message">What is wrong and what to do, one line, lower case.</param>
/// <param name="Path">The Dockerfile relative to the family's root, forward slashes.</param>
/// <param name="Line">The Dockerfile's line, counted from 1.</param>
/// <param name="TemplateFile">The template or partial that the line came from, relative to the family's root.</param>
/// <param name="TemplateLine">The line there, counted from 1.</param>
public sealed record LintFinding(string RuleId, string Message, string Path, int Line, string TemplateFile, int TemplateLine);
