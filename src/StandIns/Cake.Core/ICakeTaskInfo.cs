namespace Cake.Core;

/// <summary>What is known of a task before it runs.</summary>
public interface ICakeTaskInfo
{
    string Name { get; }

    string? Description { get; }

    IReadOnlyList<CakeTaskDependency> Dependencies { get; }

    IReadOnlyList<CakeTaskDependency> Dependees { get; }
}
