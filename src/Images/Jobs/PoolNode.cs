namespace Images.Jobs;

/// <summary>Where a job runs as a task on a pool's node: the node's root folder is seen at its own path, and nothing else is.</summary>
/// <param name="Root">The root folder of this machine, an absolute path.</param>
/// <param name="WorkFolder">The task's working directory in it.</param>
/// <param name="PreparationFolder">The folder in it into which the job's preparation brings what tasks read.</param>
/// <param name="Folders">All folders in it that the node makes before the task.</param>
/// <param name="Command">The command, as the node starts it in the image.</param>
public sealed record PoolNode(
    string Root,
    string WorkFolder,
    string PreparationFolder,
    IReadOnlyList<string> Folders,
    IReadOnlyList<string> Command
);
