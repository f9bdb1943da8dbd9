namespace Scriban.Syntax;

/// <summary>A whole template.</summary>
internal sealed record ScriptPage(ScriptBlock Body);
