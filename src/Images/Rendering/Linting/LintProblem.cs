namespace Images.Rendering.Linting;

/// <summary>What a rule has against a line.</summary>
/// <param name="Line">The Dockerfile's line, counted from 1.</param>
/// <param name="Message">What is wrong and what to do, one line, lower case.</param>
public sealed record LintProblem(int Line, string Message);
