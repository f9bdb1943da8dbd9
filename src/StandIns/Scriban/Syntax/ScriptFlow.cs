namespace Scriban.Syntax;

/// <summary>Where a statement leaves its block for.</summary>
internal enum ScriptFlow
{
    Next,
    Break,
    Continue,
    Return,
}
