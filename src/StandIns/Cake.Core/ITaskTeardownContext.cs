namespace Cake.Core;

/// <summary>What a task teardown sees.</summary>
public interface ITaskTeardownContext : ICakeContext
{
    ICakeTaskInfo Task { get; }

    TimeSpan Duration { get; }

    bool Skipped { get; }

    bool Successful { get; }

    Exception? ThrownException { get; }
}
