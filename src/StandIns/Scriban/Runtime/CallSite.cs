using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>A call: the node that makes it, its arguments, and the block of a <c>wrap</c>.</summary>
internal sealed record CallSite(ScriptExpression Node, Argument[] Arguments, ScriptBlock Block);

/// <summary>One argument, with a name when it was given one.</summary>
internal readonly record struct Argument(string Name, object Value, ScriptNode Node);
