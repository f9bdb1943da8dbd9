namespace Images.Benchmarks.Measuring;

/// <summary>One run of one thing.</summary>
/// <param name="Wall">Wall time.</param>
/// <param name="Cpu">Processor time of the client, user and system, its children included; null when it was not a process of its own.</param>
/// <param name="Peak">The most memory that one process of it held, in bytes; null when it was not a process of its own.</param>
internal sealed record Measured(TimeSpan Wall, TimeSpan? Cpu = null, long? Peak = null);
