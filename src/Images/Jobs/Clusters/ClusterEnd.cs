namespace Images.Jobs.Clusters;

/// <summary>How a job ended on a cluster.</summary>
/// <param name="Job">The job's name.</param>
/// <param name="ExitCode">0 when it ended well; else that of its last pod that failed, 137 at its time limit, 1 when no pod has one.</param>
/// <param name="Sentence">What happened, without a full stop.</param>
public sealed record ClusterEnd(string Job, int ExitCode, string Sentence);
