namespace Images.Jobs.Staging;

/// <summary>A task: a workflow of computations on inputs.</summary>
/// <param name="Folder">Its folder, absolute.</param>
/// <param name="Shown">That folder as shown to people; empty for the current one.</param>
/// <param name="Inputs">The names of its inputs.</param>
/// <param name="Workflow">The outermost expression.</param>
internal sealed record WorkflowTask(string Folder, string Shown, IReadOnlyList<string> Inputs, WorkflowNode Workflow)
{
    /// <summary>The folder that holds the computations.</summary>
    public const string Computations = "computations";

    private const string WorkflowFolder = "workflow";

    /// <summary>Says whether a folder is that of a task.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <returns>True when it has a workflow and computations.</returns>
    public static bool IsAt(string folder) =>
        Directory.Exists(Path.Combine(folder, WorkflowFolder)) && Directory.Exists(Path.Combine(folder, Computations));

    /// <summary>Reads it.</summary>
    /// <param name="folder">Its folder, absolute.</param>
    /// <param name="shown">That folder as shown to people; empty for the current one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The task.</returns>
    /// <exception cref="JobException">It is in no commit, or something in it is wrong.</exception>
    public static async Task<WorkflowTask> ReadAsync(string folder, string shown, CancellationToken cancellationToken)
    {
        await SourceTree.FindAsync(folder, cancellationToken);
        var inputs = new WorkflowReader(folder, shown, []).Lines("inputs");
        return new WorkflowTask(folder, shown, inputs, new WorkflowReader(folder, shown, inputs).Read(WorkflowFolder));
    }

    /// <summary>Makes sure that there are as many inputs as the task takes.</summary>
    /// <param name="count">How many there are.</param>
    /// <exception cref="JobException">There are more or fewer.</exception>
    public void CheckCount(int count) => ComputationCall.CheckCount(Path.GetFileName(Folder), Inputs, count);
}
