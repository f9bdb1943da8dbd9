using System.Globalization;
using Images.Definitions;
using Images.Jobs.Clusters;

namespace Images.Jobs.Files;

/// <summary>Reads the pool of a job file whose values were checked.</summary>
internal static class PoolReader
{
    /// <summary>Reads it.</summary>
    /// <param name="file">The file's values.</param>
    /// <returns>The pool; what is not said is as in <see cref="PoolSettings"/>.</returns>
    public static PoolSettings Read(DefinitionValues file)
    {
        var standard = new PoolSettings();
        if (file.Section("pool") is not { } pool)
        {
            return standard;
        }

        var packages = pool.Section("packages");
        return new PoolSettings
        {
            Name = pool.Text("name")?.Value,
            VmSize = pool.Text("vm-size")?.Value ?? standard.VmSize,
            TasksPerNode = pool.Text("tasks-per-node") is { } tasks ? int.Parse(tasks.Value, CultureInfo.InvariantCulture) : 1,
            Dedicated = Nodes("dedicated") ?? standard.Dedicated,
            LowPriority = Nodes("low-priority") ?? standard.LowPriority,
            Autoscale = pool.Text("autoscale")?.Value ?? standard.Autoscale,
            Cran = List(packages, "cran"),
            GitHub = List(packages, "github"),
            Bioconductor = List(packages, "bioconductor"),
            Commands = List(pool, "commands"),
        };

        (int Least, int Most)? Nodes(string key) =>
            pool.Text(key) is { } text && PoolKeys.TryNodes(text.Value, out var nodes) ? nodes : null;
    }

    private static List<string> List(DefinitionValues? values, string key) =>
        [.. (values?.Texts(key) ?? []).Select(static text => text.Value)];
}
