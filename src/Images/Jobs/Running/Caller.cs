using System.Globalization;

namespace Images.Jobs.Running;

/// <summary>Who runs this program, by number.</summary>
/// <param name="User">The effective user.</param>
/// <param name="Group">The effective group.</param>
internal sealed record Caller(int User, int Group)
{
    /// <summary>Gets the other groups that it belongs to.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Asks the kernel.</summary>
    /// <returns>Null where it is not Linux: there the engine's machine sees to it that files are the caller's.</returns>
    public static Caller? Current()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        // proc_pid_status(5): real, effective, saved set and file system number.
        var (user, group) = (0, 0);
        string[] groups = [];
        foreach (var line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith("Uid:", StringComparison.Ordinal))
            {
                user = Effective(line);
            }
            else if (line.StartsWith("Gid:", StringComparison.Ordinal))
            {
                group = Effective(line);
            }
            else if (line.StartsWith("Groups:", StringComparison.Ordinal))
            {
                groups = line["Groups:".Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                break;
            }
        }

        return new Caller(user, group) { Groups = groups };
    }

    /// <summary>Writes <c>uid:gid</c>.</summary>
    /// <returns>The numbers.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{User}:{Group}");

    private static int Effective(string line) => int.Parse(line.Split('\t')[2], CultureInfo.InvariantCulture);
}
