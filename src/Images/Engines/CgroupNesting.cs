namespace Images.Engines;

/// <summary>Prepares cgroup v2 where this program itself runs in a container without an init system.</summary>
internal static class CgroupNesting
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>
    /// A group with processes in it can't hand controllers to groups below (cgroups(7), no internal processes). So in a
    /// container's own root group all processes move one group down first. Elsewhere, and on cgroup v1, nothing is done.
    /// </summary>
    public static void Prepare()
    {
        // The machine's real root group has no type file, and needs nothing of this.
        var subtree = Path.Combine(Root, "cgroup.subtree_control");
        if (!File.Exists(Path.Combine(Root, "cgroup.type")) || !File.Exists(subtree))
        {
            return;
        }

        try
        {
            if (File.ReadAllText(subtree).Trim().Length > 0)
            {
                return;
            }

            var below = Directory.CreateDirectory(Path.Combine(Root, "init")).FullName;
            foreach (var process in File.ReadAllLines(Path.Combine(Root, "cgroup.procs")))
            {
                Move(process, below);
            }

            var controllers = File.ReadAllText(Path.Combine(Root, "cgroup.controllers")).Split(' ', StringSplitOptions.TrimEntries);
            File.WriteAllText(subtree, string.Join(' ', controllers.Where(c => c.Length > 0).Select(c => "+" + c)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A read-only tree: the engine will say itself what it lacks.
        }
    }

    private static void Move(string process, string group)
    {
        try
        {
            File.WriteAllText(Path.Combine(group, "cgroup.procs"), process);
        }
        catch (IOException)
        {
            // It ended meanwhile, or is a thread of the kernel.
        }
    }
}
