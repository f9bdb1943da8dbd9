using System.Collections.Concurrent;
using Images.Jobs.Running;

namespace Images.Jobs.Lists;

/// <summary>Knows what earlier runs have done that need not be done again.</summary>
/// <param name="journal">Their record; null: there is none.</param>
/// <param name="writtenAt">When the job file was written.</param>
internal sealed class JobPast(JobJournal? journal, DateTime writtenAt)
{
    private readonly ConcurrentDictionary<string, Lazy<(string Digest, DateTime Newest)>> folders = new(StringComparer.Ordinal);

    /// <summary>Looks for a job's result.</summary>
    /// <param name="unit">The job.</param>
    /// <param name="imageId">The image's id.</param>
    /// <returns>What is there; null when it is to be run.</returns>
    public IReadOnlyList<JobOutput>? Find(JobUnit unit, string imageId)
    {
        if (journal is null)
        {
            return null;
        }

        var recorded = journal.Find(unit.Id, Fingerprint(unit, imageId));
        if (unit is not { Frame: { } frame, Job: { Pictures: { } pictures } job })
        {
            return recorded is not null && recorded.All(output => IsThere(unit.Job, output)) ? recorded : null;
        }

        if (FramePicture.MadeAt(job, frame) is not { } made)
        {
            return null;
        }

        // A picture that nobody recorded counts as make counts: when nothing that it is made of is newer.
        return recorded is not null ? recorded
            : !journal.Knows(unit.Id) && made > writtenAt && made > Folder(job.Resources).Newest
                ? [new JobOutput(pictures.Of(frame), new FileInfo(Path.Combine(job.Output!, pictures.Of(frame))).Length, null)]
            : null;
    }

    /// <summary>Records a job that has ended well.</summary>
    /// <param name="unit">The job.</param>
    /// <param name="imageId">The image's id.</param>
    /// <param name="outputs">What it left.</param>
    public void Add(JobUnit unit, string imageId, IReadOnlyList<JobOutput> outputs) =>
        journal?.Add(unit.Id, Fingerprint(unit, imageId), outputs);

    private static bool IsThere(JobDefinition job, JobOutput output) =>
        new FileInfo(Path.Combine(job.Output!, output.Path)) is var file
        && (output.Digest is null || (file.Exists && file.LinkTarget is null && file.Length == output.Bytes));

    private string Fingerprint(JobUnit unit, string imageId) => JobFingerprint.Of(unit.Job, imageId, Folder(unit.Job.Resources).Digest);

    private (string Digest, DateTime Newest) Folder(string? folder) =>
        folder is null
            ? (string.Empty, DateTime.MinValue)
            : folders.GetOrAdd(folder, static name => new(() => (JobFingerprint.OfFolder(name), JobFingerprint.NewestIn(name)))).Value;
}
