namespace Cake.Frosting;

/// <summary>A failure of the task is logged and does not end the run.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ContinueOnErrorAttribute : Attribute;
