namespace Cake.Core;

/// <summary>What a setup sees of the run that begins.</summary>
public interface ISetupContext : ICakeContext
{
    ICakeTaskInfo TargetTask { get; }

    IReadOnlyCollection<ICakeTaskInfo> TasksToExecute { get; }
}
