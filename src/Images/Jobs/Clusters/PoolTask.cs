using Images.Rendering;

namespace Images.Jobs.Clusters;

/// <summary>Makes of a job what a node of doAzureParallel's pool runs: a line for bash, the node's root folder, and its variables.</summary>
public static class PoolTask
{
    private const string Root = "AZ_BATCH_NODE_ROOT_DIR";
    private const string Work = "AZ_BATCH_TASK_WORKING_DIR";
    private const string Preparation = "AZ_BATCH_JOB_PREP_WORKING_DIR";

    // What Azure's documentation names, but for what lets a task speak to the account.
    private static readonly string[] Names =
    [
        "AZ_BATCH_ACCOUNT_NAME",
        "AZ_BATCH_ACCOUNT_URL",
        "AZ_BATCH_CERTIFICATES_DIR",
        "AZ_BATCH_HOST_LIST",
        "AZ_BATCH_JOB_ID",
        "AZ_BATCH_JOB_PREP_DIR",
        Preparation,
        "AZ_BATCH_MASTER_NODE",
        "AZ_BATCH_NODE_ID",
        "AZ_BATCH_NODE_IS_DEDICATED",
        "AZ_BATCH_NODE_LIST",
        "AZ_BATCH_NODE_MOUNTS_DIR",
        Root,
        "AZ_BATCH_NODE_SHARED_DIR",
        "AZ_BATCH_NODE_STARTUP_DIR",
        "AZ_BATCH_POOL_ID",
        "AZ_BATCH_TASK_DIR",
        "AZ_BATCH_TASK_ID",
        "AZ_BATCH_TASK_SHARED_DIR",
        Work,
    ];

    /// <summary>Makes it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="pool">The pool's name.</param>
    /// <param name="caller">Gives variables of the caller's own environment, null or empty when they are not set.</param>
    /// <returns>The job as a node runs it; what is nowhere set is an empty variable.</returns>
    /// <exception cref="JobException">A node cannot run it.</exception>
    public static JobDefinition Of(JobDefinition job, string pool, Func<string, string?> caller)
    {
        Check(job);
        var given = Names
            .Select(name => KeyValuePair.Create(name, job.Environment.GetValueOrDefault(name) ?? caller(name) ?? string.Empty))
            .Where(static pair => pair.Value.Length > 0)
            .ToDictionary(StringComparer.Ordinal);
        var root = given.GetValueOrDefault(Root) ?? job.Output ?? throw NoRoot(job);
        if (!Path.IsPathFullyQualified(root) || Path.GetFullPath(root) == "/")
        {
            throw new JobException($"{job.Name}: {Root}: '{root}' is no folder for a node; give an absolute path that is not '/'");
        }

        var own = Variables(job, pool, root);
        var variables = new Dictionary<string, string>(job.Environment, StringComparer.Ordinal);
        foreach (var name in Names)
        {
            variables[name] = given.GetValueOrDefault(name) ?? own.GetValueOrDefault(name) ?? string.Empty;
        }

        string[] folders =
        [
            .. own
                .Keys.Where(static name => name.EndsWith("_DIR", StringComparison.Ordinal))
                .Select(name => Inside(job, root, name, variables)),
        ];
        var command = $"set -e; set -o pipefail; {Joined(Line(job, variables[Work]))}wait";
        return job with
        {
            Output = root,
            Work = variables[Work],
            Logs = variables["AZ_BATCH_TASK_DIR"],
            WritableRoot = true,
            Environment = variables,
            Node = new PoolNode(root, variables[Work], variables[Preparation], folders, ["/bin/bash", "-c", command]),
        };
    }

    // The folders of a node as Azure lays them out.
    private static Dictionary<string, string> Variables(JobDefinition job, string pool, string root)
    {
        var items = $"{root}/workitems/{job.Name}/job-1";
        var task = $"{job.Name}-task1";
        return new(StringComparer.Ordinal)
        {
            ["AZ_BATCH_POOL_ID"] = pool,
            ["AZ_BATCH_JOB_ID"] = job.Name,
            ["AZ_BATCH_TASK_ID"] = task,
            [Root] = root,
            ["AZ_BATCH_NODE_SHARED_DIR"] = $"{root}/shared",
            ["AZ_BATCH_NODE_STARTUP_DIR"] = $"{root}/startup",
            ["AZ_BATCH_JOB_PREP_DIR"] = $"{items}/jobpreparation",
            [Preparation] = $"{items}/jobpreparation/wd",
            ["AZ_BATCH_TASK_DIR"] = $"{items}/{task}",
            [Work] = $"{items}/{task}/wd",
        };
    }

    private static string Inside(JobDefinition job, string root, string name, Dictionary<string, string> variables)
    {
        var folder = variables[name];
        var parent = Path.GetFullPath(root).TrimEnd('/');
        return folder == root || Path.GetFullPath(folder, parent).StartsWith($"{parent}/", StringComparison.Ordinal)
            ? folder
            : throw new JobException(
                $"{job.Name}: {name}: '{folder}' is not in {Root} '{root}', and a node mounts that alone; move it there"
            );
    }

    private static void Check(JobDefinition job)
    {
        var wrong =
            job.Frames.Count > 0 ? "'frames' are not split by a pool of R; print it for a cluster with --kubernetes"
            : job.UsesEntrypoint ? "'entrypoint: true' cannot hold where every command is bash's; leave it out"
            : job.HasEngineSocket || job.Mounts.Count > 0
                ? "a pool's nodes have neither this machine's folders nor its engine; leave out --mount and --allow-engine-socket"
            : job.Script is null && job.Command is null
                ? "a pool runs commands and not what the image does by itself; give a command or a script"
            : null;
        if (wrong is not null)
        {
            throw new JobException($"{job.Name}: {wrong}");
        }
    }

    private static JobException NoRoot(JobDefinition job) =>
        new($"{job.Name}: there is no folder for the node; set {Root}, or give --output=DIR");

    private static string Line(JobDefinition job, string work) =>
        job.Script is { } script ? Words([.. script.Interpreter, $"{work}/{script.FileName}"])
        : job.Command is ["/bin/sh", "-c", var line] ? line
        : Words(job.Command!);

    private static string Words(IEnumerable<string> words) => string.Join(' ', words.Select(Quoting.ShellWord));

    // Behind a comment, a line end ends the command; behind '&' and ';' another ';' would be a mistake.
    private static string Joined(string line)
    {
        var trimmed = line.TrimEnd();
        return trimmed.Contains('\n', StringComparison.Ordinal) || trimmed.Contains('#', StringComparison.Ordinal) ? $"{trimmed}\n"
            : trimmed[^1] is '&' or ';' ? $"{trimmed} "
            : $"{trimmed}; ";
    }
}
