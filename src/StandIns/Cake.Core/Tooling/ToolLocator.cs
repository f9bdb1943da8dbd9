namespace Cake.Core.Tooling;

/// <summary>Has the place of the real one.</summary>
internal sealed class ToolLocator : IToolLocator;
