namespace Images.Rendering.Linting.Shell;

/// <summary>A list of a script's outermost level: commands that <c>&amp;&amp;</c>, <c>||</c> and pipes join, up to an end of line, <c>;</c> or <c>&amp;</c>.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Behind its last word; a comment does not count.</param>
/// <param name="TextEnd">Behind the here-documents that it reads, which stand below its line; otherwise as <paramref name="End"/>.</param>
/// <param name="IsBackground">Whether it ends with <c>&amp;</c>.</param>
/// <param name="Commands">Its commands, those of compound commands and substitutions included.</param>
internal sealed record ShellList(int Start, int End, int TextEnd, bool IsBackground, IReadOnlyList<ShellCommand> Commands);
