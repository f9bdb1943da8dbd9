namespace Cake.Core;

/// <summary>What a task setup is handed.</summary>
internal sealed class TaskSetupContext : CakeContextAdapter, ITaskSetupContext
{
    internal TaskSetupContext(ICakeContext context, ICakeTaskInfo task)
        : base(context) => Task = task;

    public ICakeTaskInfo Task { get; }
}
