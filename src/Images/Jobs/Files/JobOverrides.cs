using System.Globalization;
using Images.Definitions;
using Images.Definitions.Syntax;
using Images.Engines;

namespace Images.Jobs.Files;

/// <summary>What a person says on the command line in place of what a job file says.</summary>
public sealed record JobOverrides
{
    /// <summary>Gets the folder for results, an absolute path; null: as the job says.</summary>
    public string? Output { get; init; }

    /// <summary>Gets the folder to work in, an absolute path; null: as the job says.</summary>
    public string? Work { get; init; }

    /// <summary>Gets the folder to read, an absolute path; null: as the job says.</summary>
    public string? Resources { get; init; }

    /// <summary>Gets environment variables, each <c>NAME=VALUE</c>.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Gets texts by option: user, network, cpus, memory, pids, timeout, disk; each has passed <see cref="Problem"/>.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets what else of this machine jobs see.</summary>
    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary>Gets whether jobs get the engine's socket.</summary>
    public bool AllowsEngineSocket { get; init; }

    /// <summary>Says why an option cannot have a value.</summary>
    /// <param name="option">The option.</param>
    /// <param name="text">The value.</param>
    /// <returns>One line in lower case; null when it can.</returns>
    public static string? Problem(string option, string text) => TextProblems.Of(Rule(option), text);

    /// <summary>Applies them to a job.</summary>
    /// <param name="job">The job.</param>
    /// <returns>The job as it is run.</returns>
    public JobDefinition Apply(JobDefinition job)
    {
        var environment = new Dictionary<string, string>(job.Environment, StringComparer.Ordinal);
        foreach (var variable in Variables)
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            environment[variable[..equals]] = variable[(equals + 1)..];
        }

        return job with
        {
            Output = Output ?? job.Output,
            Work = Work ?? job.Work,
            Resources = Resources ?? job.Resources,
            Environment = environment,
            HasEngineSocket = AllowsEngineSocket,
            Mounts = Mounts,
            User = Texts.GetValueOrDefault("user") ?? job.User,
            Network = Texts.GetValueOrDefault("network") ?? job.Network,
            Limits = job.Limits with
            {
                Processors =
                    Texts.TryGetValue("cpus", out var cpus) && JobRules.TryProcessors(cpus, out var number)
                        ? number
                        : job.Limits.Processors,
                MemoryBytes = Bytes("memory") ?? job.Limits.MemoryBytes,
                Pids = Texts.TryGetValue("pids", out var pids) ? int.Parse(pids, CultureInfo.InvariantCulture) : job.Limits.Pids,
                Time = Texts.TryGetValue("timeout", out var time) && Durations.TryParse(time, out var span) ? span : job.Limits.Time,
                DiskBytes = Bytes("disk") ?? job.Limits.DiskBytes,
            },
        };
    }

    private static TextRule Rule(string option) =>
        option switch
        {
            "user" => JobRules.User,
            "network" => JobRules.Network,
            "cpus" => JobRules.Processors,
            "pids" => TextRules.ProcessCount,
            "timeout" => TextRules.Duration,
            _ => TextRules.Size,
        };

    private long? Bytes(string option) => Texts.TryGetValue(option, out var text) && ByteSize.TryParse(text, out var bytes) ? bytes : null;
}
