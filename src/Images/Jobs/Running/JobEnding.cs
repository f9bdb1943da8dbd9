using System.Globalization;
using Images.Building;
using Images.Testing;

namespace Images.Jobs.Running;

/// <summary>Says in one sentence how a job ended.</summary>
/// <param name="limits">What it was allowed.</param>
internal sealed class JobEnding(JobLimits limits)
{
    /// <summary>Gets how many processes it had when it was killed; 0: not known.</summary>
    public long Processes { get; init; }

    /// <summary>Gets how much its folders held when it was killed.</summary>
    public long DiskBytes { get; init; }

    /// <summary>Gets whether the kernel killed it for its memory limit.</summary>
    public bool OutOfMemory { get; init; }

    /// <summary>Gets the last line that it wrote; empty when there is none.</summary>
    public string LastLine { get; init; } = string.Empty;

    /// <summary>Writes the sentence.</summary>
    /// <param name="stop">Which limit ended it.</param>
    /// <param name="exitCode">Its exit code.</param>
    /// <returns>A sentence without a full stop.</returns>
    public string Tell(JobStop stop, int exitCode) =>
        stop switch
        {
            JobStop.Time => Text($"killed at its time limit of {limits.Time!.Value.TotalSeconds:0.###} s{AtPids()}"),
            JobStop.Disk => $"killed at its disk limit of {Size(limits.DiskBytes!.Value)}: its files came to {Size(DiskBytes)}",
            JobStop.Log => $"killed at its log limit of {Size(limits.LogBytes)}: it wrote more than that on its output",
            JobStop.Killed => "killed on request",
            _ => exitCode == 0 ? "ended well" : Text($"failed with exit code {exitCode}{Meaning(exitCode)}{Last()}"),
        };

    private string Meaning(int exitCode) =>
        OutOfMemory ? $" (out of memory at its limit of {Size(limits.MemoryBytes)})"
        : exitCode == 111 ? " (by Golem's convention its budget of processor time is used up)"
        : exitCode == 137 ? " (killed by SIGKILL: probably out of memory)"
        : exitCode == 153 && limits.DiskBytes is { } disk ? $" (a file reached the disk limit of {Size(disk)})"
        : ExitCodeMeaning.Of(exitCode) is { } meaning ? $" ({meaning})"
        : string.Empty;

    private string AtPids() => Processes >= limits.Pids ? $", with as many processes as it may have: {limits.Pids}" : string.Empty;

    private string Last() => LastWords.End(LastLine);

    private static string Size(long bytes) => Quantity.Bytes(bytes);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
