namespace Cake.Frosting;

/// <summary>The task runs before another one.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependeeOfAttribute : Attribute
{
    public IsDependeeOfAttribute(Type type) => Task = type;

    public Type Task { get; }
}
