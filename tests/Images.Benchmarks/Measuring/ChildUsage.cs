using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Images.Benchmarks.Measuring;

/// <summary>What the operating system has counted for the children of this process that have ended, and for theirs.</summary>
internal static partial class ChildUsage
{
    private const int Children = -1;

    // struct rusage starts with user and system time, each as seconds and microseconds; no system has more than 32 words in it.
    private const int Words = 32;

    /// <summary>Gets the processor time, user and system.</summary>
    /// <returns>The sum over all children so far.</returns>
    /// <exception cref="Win32Exception">The system does not tell.</exception>
    public static TimeSpan Cpu()
    {
        var usage = new long[Words];
        if (GetRUsage(Children, usage) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        return TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetRUsage(int who, [Out] long[] usage);
}
