using Images.Jobs.Files;

namespace Images.Build.CommandLine;

/// <summary>The options of <c>run</c>.</summary>
internal static class RunOptions
{
    private static readonly string[] Running = ["run"];

    public static Option Output { get; } =
        new("output", "Folder for the job's results, which it sees as /golem/output")
        {
            Value = "DIR",
            Verbs = Running,
            OnlyOnCommandLine = true,
        };

    public static Option Work { get; } =
        new("work", "Folder that the job works in, which it sees as /golem/work")
        {
            Value = "DIR",
            Verbs = Running,
            OnlyOnCommandLine = true,
        };

    public static Option Resources { get; } =
        new("resources", "Folder that the job may only read, which it sees as /golem/resources")
        {
            Value = "DIR",
            Verbs = Running,
            OnlyOnCommandLine = true,
        };

    public static Option Variables { get; } =
        new("env", "Environment variable of the job, NAME=VALUE")
        {
            Value = "VARIABLE",
            Repeatable = true,
            Problem = text => text.IndexOf('=', StringComparison.Ordinal) > 0 ? null : $"'{text}' is not NAME=VALUE",
            Verbs = Running,
            OnlyOnCommandLine = true,
        };

    public static Option Mount { get; } =
        new("mount", "Folder or file that the job sees too, at its own path or at TARGET: read-only, or with :rw as it is")
        {
            Value = "SOURCE[:TARGET][:rw]",
            Repeatable = true,
            Problem = MountText.Problem,
            Verbs = Running,
            OnlyOnCommandLine = true,
        };

    public static Option User { get; } = Limit("user", "USER", "Who the job is: caller, image for the image's own user, or a user");

    public static Option Network { get; } = Limit("network", "NETWORK", "The job's network: none or bridge");

    public static Option Cpus { get; } = Limit("cpus", "N", "The most processors that the job may use, such as 1.5");

    public static Option Memory { get; } = Limit("memory", "SIZE", "The most memory that the job may use, such as 4GiB");

    public static Option Pids { get; } = Limit("pids", "N", "The most processes that the job may have at once");

    public static Option Time { get; } = Limit("timeout", "TIME", "How long the job may run, such as 30s or 2h");

    public static Option Disk { get; } = Limit("disk", "SIZE", "The most bytes in the job's work and output folders, such as 10GB");

    public static Option EngineSocket { get; } =
        new("allow-engine-socket", "Let the job start containers beside its own; with the engine's socket it can do what root can")
        {
            Verbs = Running,
            OnlyOnCommandLine = true,
        };

    public static Option Kubernetes { get; } =
        new("kubernetes", "Run nothing; print the job files as manifests for Kubernetes, frames as an indexed Job")
        {
            Verbs = Running,
            OnlyOnCommandLine = true,
        };

    public static Option Wait { get; } =
        new("wait", "With --kubernetes: apply the manifests by kubectl, show what the jobs write, and end with their exit code")
        {
            Verbs = Running,
            OnlyOnCommandLine = true,
        };

    public static Option Remove { get; } =
        new("remove", "With --wait: remove from the cluster what was applied, when the jobs have ended")
        {
            Verbs = Running,
            OnlyOnCommandLine = true,
        };

    public static Option AzurePool { get; } =
        new("azure-pool", "Write doAzureParallel's cluster.json with the image's digest, and run the job as a node of that pool would")
        {
            Value = "FILE",
            Implied = "-",
            Default = "standard output",
            Verbs = Running,
            OnlyOnCommandLine = true,
        };

    /// <summary>Gets all of them in the order of help.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        Output,
        Work,
        Resources,
        Mount,
        Variables,
        User,
        Network,
        Cpus,
        Memory,
        Pids,
        Time,
        Disk,
        EngineSocket,
        Kubernetes,
        Wait,
        Remove,
        AzurePool,
    ];

    private static Option Limit(string name, string value, string description) =>
        new(name, description)
        {
            Value = value,
            Problem = text => JobOverrides.Problem(name, text),
            Verbs = Running,
            OnlyOnCommandLine = true,
        };
}
