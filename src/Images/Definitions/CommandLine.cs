namespace Images.Definitions;

/// <summary>A command as written: one line for the shell, or a list that is executed as it is.</summary>
/// <param name="Arguments">One element when <paramref name="IsShell"/>, otherwise the argument vector.</param>
/// <param name="IsShell">True for a text, which <c>/bin/sh -c</c> runs.</param>
/// <param name="Location">Where it was written.</param>
public sealed record CommandLine(IReadOnlyList<string> Arguments, bool IsShell, SourceLocation Location);
