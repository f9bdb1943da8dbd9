using Images.Jobs.Running;

namespace Images.Jobs.Lists;

/// <summary>What became of one container's work.</summary>
/// <param name="Unit">The work.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Sentence">What happened, without a full stop.</param>
public sealed record JobReport(JobUnit Unit, JobOutcome Outcome, string Sentence)
{
    /// <summary>Gets its exit code; null when nothing was run.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Gets which limit ended it.</summary>
    public JobStop Stop { get; init; }

    /// <summary>Gets how often it was tried; 0 when nothing was run.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets how long the last attempt took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Gets the image's name.</summary>
    public string Image { get; init; } = string.Empty;

    /// <summary>Gets the image's id; empty when it was not found.</summary>
    public string ImageId { get; init; } = string.Empty;

    /// <summary>Gets what it left in its output folder.</summary>
    public IReadOnlyList<JobOutput> Outputs { get; init; } = [];

    /// <summary>Gets what could not be put in order afterwards, one line; null: nothing.</summary>
    public string? Warning { get; init; }
}

/// <summary>How a job came out.</summary>
public enum JobOutcome
{
    /// <summary>It ended well.</summary>
    Done,

    /// <summary>An earlier run has done it, and nothing has changed since.</summary>
    DoneBefore,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>The run was cancelled before its end.</summary>
    Cancelled,
}
