namespace Images.Engines;

/// <summary>What is mounted, as the kernel tells this process.</summary>
internal static class Mounts
{
    /// <summary>Mount points at or below a folder, the deepest first; none where there is no such table.</summary>
    public static IReadOnlyList<string> Below(string folder) =>
        File.Exists("/proc/self/mountinfo") ? Below(folder, File.ReadAllText("/proc/self/mountinfo")) : [];

    /// <summary>Reads proc_pid_mountinfo(5): the fifth field is the mount point, with blanks written as \040.</summary>
    internal static IReadOnlyList<string> Below(string folder, string table) =>
        [
            .. table
                .Split('\n')
                .Select(line => line.Split(' '))
                .Where(fields => fields.Length > 4)
                .Select(fields => fields[4].Replace("\\040", " ", StringComparison.Ordinal))
                .Where(point => point == folder || point.StartsWith(folder + "/", StringComparison.Ordinal))
                .OrderByDescending(point => point.Length),
        ];
}
