namespace Cake.Core;

/// <summary>What a task teardown is handed.</summary>
internal sealed class TaskTeardownContext : CakeContextAdapter, ITaskTeardownContext
{
    internal TaskTeardownContext(ICakeContext context, ICakeTaskInfo task, TimeSpan duration, bool skipped, Exception? thrownException)
        : base(context)
    {
        Task = task;
        Duration = duration;
        Skipped = skipped;
        ThrownException = thrownException;
    }

    public ICakeTaskInfo Task { get; }

    public TimeSpan Duration { get; }

    public bool Skipped { get; }

    public bool Successful => ThrownException is null;

    public Exception? ThrownException { get; }
}
