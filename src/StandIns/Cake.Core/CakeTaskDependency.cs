namespace Cake.Core;

/// <summary>One end of an edge between tasks.</summary>
public sealed class CakeTaskDependency
{
    public CakeTaskDependency(string name, bool required)
    {
        Name = name;
        Required = required;
    }

    public string Name { get; }

    public bool Required { get; }
}
