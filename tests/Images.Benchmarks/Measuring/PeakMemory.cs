using System.Diagnostics;
using System.Globalization;

namespace Images.Benchmarks.Measuring;

/// <summary>Watches how much memory a process and its children hold.</summary>
internal static class PeakMemory
{
    private const double Part = 0.05;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Watches until the process has ended. The kernel keeps the peak itself, so only the last twentieth of the run can be missed,
    /// and at most a tenth of a second. Looking more often takes processor time from what is watched, more for more threads.
    /// </summary>
    /// <param name="process">The process's id.</param>
    /// <param name="ended">Completes when it has ended.</param>
    /// <returns>The largest peak of any one of the processes, in bytes.</returns>
    public static async Task<long> WatchAsync(int process, Task ended)
    {
        var (most, started) = (0L, Stopwatch.GetTimestamp());
        while (!ended.IsCompleted)
        {
            foreach (var id in Family(process))
            {
                most = Math.Max(most, Peak(id));
            }

            var pause = Stopwatch.GetElapsedTime(started) * Part;
            pause = pause < ShortestPause ? ShortestPause : pause;
            await Task.WhenAny(ended, Task.Delay(pause > LongestPause ? LongestPause : pause));
        }

        return most;
    }

    private static List<int> Family(int process)
    {
        var all = new List<int> { process };
        for (var index = 0; index < all.Count; index++)
        {
            // A child belongs to the thread that started it.
            foreach (var thread in Threads(all[index]))
            {
                var children = Read(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
                all.AddRange(children.Select(child => int.Parse(child, CultureInfo.InvariantCulture)));
            }
        }

        return all;
    }

    private static string[] Threads(int process)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task");
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static long Peak(int process)
    {
        const string Name = "VmHWM:";
        var line = Array.Find(Read($"/proc/{process}/status").Split('\n'), line => line.StartsWith(Name, StringComparison.Ordinal));
        return line is null
            ? 0
            : long.Parse(line[Name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // The process has just ended.
            return "";
        }
    }
}
