namespace Images.Jobs.Running;

/// <summary>How far a job's container has come.</summary>
public enum JobStatus
{
    /// <summary>The container is there; nothing has run.</summary>
    Created,

    /// <summary>Its program runs.</summary>
    Running,

    /// <summary>Its program has ended; the container is still there.</summary>
    Exited,

    /// <summary>The container is gone.</summary>
    Removed,
}
