using System.Globalization;

namespace Images.Jobs.Lists;

/// <summary>What one container does: a whole job, or one frame of one.</summary>
/// <param name="Job">The job; of one with frames, with one of them.</param>
/// <param name="Whole">The job that it is, or is part of.</param>
public sealed record JobUnit(JobDefinition Job, JobDefinition Whole)
{
    /// <summary>Gets its name: that of the job, and the frame.</summary>
    public string Id => Job.Name;

    /// <summary>Gets the frame; null when the job has none.</summary>
    public int? Frame => Job.Frames is [var frame] ? frame : null;

    /// <summary>Splits jobs.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <returns>Their units, in order.</returns>
    public static IReadOnlyList<JobUnit> Of(IEnumerable<JobDefinition> jobs) => [.. jobs.SelectMany(Of)];

    private static IEnumerable<JobUnit> Of(JobDefinition job)
    {
        if (job.Frames.Count == 0)
        {
            return [new JobUnit(job, job)];
        }

        // Containers that are up at once write their scripts and logs apart from each other.
        return job.Frames.Select(frame =>
        {
            var number = frame.ToString(CultureInfo.InvariantCulture).PadLeft(4, '0');
            var part = job with
            {
                Name = $"{job.Name}.{number}",
                Frames = [frame],
                Work = job.Work is { } work ? Path.Combine(work, number) : null,
                Logs = job.Logs is { } logs ? Path.Combine(logs, number) : null,
            };
            return new JobUnit(part, job);
        });
    }
}
