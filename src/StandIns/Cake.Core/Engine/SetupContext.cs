namespace Cake.Core;

/// <summary>What a setup is handed.</summary>
internal sealed class SetupContext : CakeContextAdapter, ISetupContext
{
    internal SetupContext(ICakeContext context, ICakeTaskInfo targetTask, IReadOnlyCollection<ICakeTaskInfo> tasksToExecute)
        : base(context)
    {
        TargetTask = targetTask;
        TasksToExecute = tasksToExecute;
    }

    public ICakeTaskInfo TargetTask { get; }

    public IReadOnlyCollection<ICakeTaskInfo> TasksToExecute { get; }
}
