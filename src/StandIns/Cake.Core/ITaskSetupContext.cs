namespace Cake.Core;

/// <summary>What a task setup sees.</summary>
public interface ITaskSetupContext : ICakeContext
{
    ICakeTaskInfo Task { get; }
}
