namespace Images.Jobs.Running;

/// <summary>How a job ended.</summary>
/// <param name="ExitCode">Exit code of its program; 137 when it was killed.</param>
/// <param name="Stop">Which limit ended it.</param>
/// <param name="Sentence">What happened, in one sentence without a full stop.</param>
/// <param name="Elapsed">From its start to its end.</param>
public sealed record JobResult(int ExitCode, JobStop Stop, string Sentence, TimeSpan Elapsed)
{
    /// <summary>Gets what is in the output folder, by path; empty when there is none.</summary>
    public IReadOnlyList<JobOutput> Outputs { get; init; } = [];

    /// <summary>Gets the image that it ran in.</summary>
    public string Image { get; init; } = string.Empty;

    /// <summary>Gets the image's id.</summary>
    public string ImageId { get; init; } = string.Empty;

    /// <summary>Gets what could not be put in order afterwards, one line; null: nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Gets whether it ended by itself with exit code 0.</summary>
    public bool Succeeded => ExitCode == 0 && Stop == JobStop.None;
}

/// <summary>Which limit ended a job.</summary>
public enum JobStop
{
    /// <summary>None: it ended by itself, or by its memory limit.</summary>
    None,

    /// <summary>Its time.</summary>
    Time,

    /// <summary>Its disk.</summary>
    Disk,

    /// <summary>Its log.</summary>
    Log,

    /// <summary>It was killed on request.</summary>
    Killed,
}

/// <summary>A file that a job left.</summary>
/// <param name="Path">Its path in the output folder, with forward slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Digest"><c>sha256:</c> and 64 digits; null for a symbolic link and whatever else is no regular file.</param>
public sealed record JobOutput(string Path, long Bytes, string? Digest);
