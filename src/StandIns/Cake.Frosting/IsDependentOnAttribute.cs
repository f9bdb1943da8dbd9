namespace Cake.Frosting;

/// <summary>Another task runs first.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependentOnAttribute : Attribute
{
    public IsDependentOnAttribute(Type type) => Task = type;

    public Type Task { get; }
}
