using Images.Engines;

namespace Images.Jobs.Clusters;

/// <summary>Speaks to the cluster of kubectl's current context.</summary>
/// <param name="commands">Runs kubectl.</param>
public sealed class Kubectl(IHostCommands commands)
{
    private const string Program = "kubectl";

    /// <summary>Finds the context.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its name.</returns>
    /// <exception cref="JobException">There is no kubectl, or it has no context.</exception>
    public async Task<string> FindContextAsync(CancellationToken cancellationToken)
    {
        if (commands.Find(Program) is null)
        {
            throw new JobException("--wait: there is no kubectl on the search path; install it, or leave out --wait");
        }

        var result = await RunAsync(["config", "current-context"], lines: null, cancellationToken);
        return result.ExitCode == 0 && result.Output.Trim() is { Length: > 0 } name
            ? name
            : throw new JobException("--wait: kubectl has no current context; choose one with 'kubectl config use-context NAME'");
    }

    /// <summary>Applies manifests.</summary>
    /// <param name="file">The file that holds them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the cluster has them.</returns>
    /// <exception cref="JobException">The cluster refuses them, or is not there.</exception>
    public async Task ApplyAsync(string file, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["apply", $"--filename={file}"], lines: null, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new JobException(
                $"kubectl apply: {result.LastLine}; correct that, or remove a job of the same name with 'kubectl delete job NAME'"
            );
        }
    }

    /// <summary>Removes what manifests name.</summary>
    /// <param name="file">The file that holds them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is gone.</returns>
    /// <exception cref="JobException">The cluster refuses it.</exception>
    public async Task DeleteAsync(string file, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["delete", "--ignore-not-found", $"--filename={file}"], lines: null, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new JobException($"kubectl delete: {result.LastLine}; remove the job yourself");
        }
    }

    /// <summary>Asks for fields of objects.</summary>
    /// <param name="arguments">Which objects.</param>
    /// <param name="template">A template of kubectl's JSONPath whose lines hold fields with tabs between.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The lines' fields; null and why when the cluster did not answer.</returns>
    internal async Task<(IReadOnlyList<string[]>? Rows, string Why)> GetAsync(
        IEnumerable<string> arguments,
        string template,
        CancellationToken cancellationToken
    )
    {
        // Not the result's text, of which only the end is kept.
        var lines = new Lines();
        var result = await RunAsync(["get", .. arguments, $"--output=jsonpath={template}"], lines, cancellationToken);
        return result.ExitCode == 0
            ? ([.. lines.All.Select(static line => line.Split('\t')).Where(static fields => fields.Length > 1)], string.Empty)
            : (null, result.LastLine);
    }

    /// <summary>Follows what a pod writes to its end.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="listener">Is told of each line.</param>
    /// <param name="cancellationToken">Stops following.</param>
    /// <returns>When it has ended.</returns>
    internal Task LogsAsync(string pod, IClusterListener listener, CancellationToken cancellationToken) =>
        RunAsync(["logs", "--follow", pod], new Passing(pod, listener), cancellationToken);

    private Task<HostCommandResult> RunAsync(
        IReadOnlyList<string> arguments,
        IProgress<string>? lines,
        CancellationToken cancellationToken
    ) => commands.RunAsync(new HostCommand(Program, arguments) { Lines = lines }, cancellationToken);

    private sealed class Lines : IProgress<string>
    {
        private readonly Lock gate = new();

        public List<string> All { get; } = [];

        public void Report(string value)
        {
            lock (gate)
            {
                All.Add(value);
            }
        }
    }

    private sealed class Passing(string pod, IClusterListener listener) : IProgress<string>
    {
        public void Report(string value) => listener.Wrote(pod, value);
    }
}
