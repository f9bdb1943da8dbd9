namespace Cake.Frosting;

/// <summary>The name of a task; without it the name of its class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TaskNameAttribute : Attribute
{
    public TaskNameAttribute(string name) => Name = name;

    public string Name { get; }
}
