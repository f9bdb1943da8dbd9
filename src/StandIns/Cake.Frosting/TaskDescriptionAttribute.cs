namespace Cake.Frosting;

/// <summary>One line on what a task does.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TaskDescriptionAttribute : Attribute
{
    public TaskDescriptionAttribute(string description) => Description = description;

    public string Description { get; }
}
