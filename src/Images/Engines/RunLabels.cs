using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Images.Engines;

/// <summary>Labels by which the containers of a run are known, so that those of a killed run can be found.</summary>
internal static class RunLabels
{
    /// <summary>Who made a container: <c>HOST/PROCESS/START</c>.</summary>
    public const string Owner = "org.images.run";

    private static readonly string Machine = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName)).AsSpan(0, 4)
    );

    private static readonly long OwnStart = ProcessStart(Environment.ProcessId) ?? 0;

    /// <summary>This process. Its start time tells it from a later one of the same number.</summary>
    public static string Own() =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{OwnStart}");

    /// <summary>Whether the process that made a container is gone. One of another machine never counts as gone.</summary>
    /// <param name="owner">The label's value.</param>
    public static bool IsGone(string owner)
    {
        if (
            owner.Split('/') is not [var machine, var process, var start]
            || machine != Environment.MachineName
            || !int.TryParse(process, CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(start, CultureInfo.InvariantCulture, out var started)
        )
        {
            return false;
        }

        return ProcessStart(id) != started;
    }

    /// <summary>This process in characters that a tag may have: <c>MACHINE.PROCESS.START</c>, the machine as a short hash.</summary>
    public static string OwnInTag() => string.Create(CultureInfo.InvariantCulture, $"{Machine}.{Environment.ProcessId}.{OwnStart}");

    /// <summary>Whether the process that made a name is gone. One of another machine never counts as gone.</summary>
    /// <param name="owner">What <see cref="OwnInTag"/> gave there.</param>
    public static bool IsGoneInTag(string owner) =>
        owner.Split('.') is [var machine, var process, var start]
        && machine == Machine
        && IsGone($"{Environment.MachineName}/{process}/{start}");

    /// <summary>When a process started, in the kernel's ticks on Linux; null when there is none.</summary>
    private static long? ProcessStart(int id)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // proc(5): the 22nd field; the second, the name, is in parentheses and may hold blanks.
                var stat = File.ReadAllText($"/proc/{id}/stat");
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                return long.Parse(fields[19], CultureInfo.InvariantCulture);
            }

            using var process = System.Diagnostics.Process.GetProcessById(id);
            return process.StartTime.Ticks;
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
