namespace Images.Jobs;

/// <summary>What a job may use. At its limit it is ended.</summary>
public sealed record JobLimits
{
    /// <summary>Gets the number of processors, such as 1.5; null: all.</summary>
    public double? Processors { get; init; }

    /// <summary>Gets the most memory in bytes; there is no swap.</summary>
    public long MemoryBytes { get; init; } = 2L << 30;

    /// <summary>Gets the most processes at once.</summary>
    public int Pids { get; init; } = 256;

    /// <summary>Gets how long it may run; null: for ever.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Gets the most bytes that its work and output folders may hold, what was there before included; null: no limit.</summary>
    public long? DiskBytes { get; init; }

    /// <summary>Gets the most bytes that it may write on standard output and standard error together.</summary>
    public long LogBytes { get; init; } = 256L << 20;
}
