using System.Globalization;
using Images.Engines;

namespace Images.Jobs.Clusters;

/// <summary>Follows a job on a cluster: its state, and what its pods write.</summary>
/// <param name="kubectl">Speaks to the cluster.</param>
/// <param name="time">The clock.</param>
/// <param name="listener">Is told how it goes on.</param>
public sealed class ClusterFollower(Kubectl kubectl, TimeProvider time, IClusterListener listener)
{
    private const int MostFailures = 10;

    private const string Conditions =
        """{range .status.conditions[?(@.status=="True")]}{.type}{"\t"}{.reason}{"\t"}{.message}{"\n"}{end}""";

    // Of a pod with one container there is one of each, or none.
    private const string Pods =
        """{range .items[*]}{.metadata.name}{"\t"}{.status.phase}{"\t"}{.status.containerStatuses[*].state.terminated.exitCode}{"\t"}{.status.containerStatuses[*].state.waiting.reason}{"\n"}{end}""";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Follows it to its end.</summary>
    /// <param name="job">The job, which was applied.</param>
    /// <param name="cancellationToken">Stops following; the job goes on.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="JobException">The cluster no longer answers, or the job is gone.</exception>
    public async Task<ClusterEnd> FollowAsync(JobDefinition job, CancellationToken cancellationToken)
    {
        var name = KubernetesJob.NameOf(job);
        var logs = new Dictionary<string, Task>(StringComparer.Ordinal);
        var told = new HashSet<(string Pod, string Reason)>();
        for (var failures = 0; ; )
        {
            // The job first: when it has ended its pods have too.
            var (conditions, why) = await kubectl.GetAsync(["job", name], Conditions, cancellationToken);
            var end = conditions?.FirstOrDefault(static fields => fields[0] is "Complete" or "Failed");
            var (pods, whyNoPods) = await kubectl.GetAsync(
                ["pods", $"--selector=job-name={name}", "--sort-by=.metadata.creationTimestamp"],
                Pods,
                cancellationToken
            );
            failures = conditions is null || pods is null ? failures + 1 : 0;
            if (failures == MostFailures)
            {
                throw new JobException(
                    $"{job.Name}: kubectl does not tell how it goes on: {(why.Length > 0 ? why : whyNoPods)}; look with 'kubectl describe job {name}'"
                );
            }

            foreach (var pod in pods ?? [])
            {
                Look(pod, logs, told, cancellationToken);
            }

            if (end is not null && pods is not null)
            {
                await Task.WhenAll(logs.Values);
                return End(job, end, pods);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private void Look(
        string[] pod,
        Dictionary<string, Task> logs,
        HashSet<(string Pod, string Reason)> told,
        CancellationToken cancellationToken
    )
    {
        var (name, phase, reason) = (pod[0], pod[1], pod.ElementAtOrDefault(3) ?? string.Empty);
        if (phase is "Running" or "Succeeded" or "Failed")
        {
            if (!logs.ContainsKey(name))
            {
                logs.Add(name, kubectl.LogsAsync(name, listener, cancellationToken));
            }
        }
        else if (reason is not ("" or "ContainerCreating" or "PodInitializing") && told.Add((name, reason)))
        {
            listener.Waiting(name, reason);
        }
    }

    private static ClusterEnd End(JobDefinition job, string[] end, IReadOnlyList<string[]> pods)
    {
        if (end[0] == "Complete")
        {
            return new ClusterEnd(job.Name, 0, "ended well");
        }

        var reason = end[1];
        if (reason == "DeadlineExceeded")
        {
            return new ClusterEnd(job.Name, 137, "killed at its time limit");
        }

        var codes = pods.Select(static pod =>
            pod.Length > 2 && int.TryParse(pod[2], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0
        );
        var last = codes.LastOrDefault(static code => code != 0);
        var because = ContainerText.HarmlessLine(end.ElementAtOrDefault(2) is { Length: > 0 } message ? message : reason);
        return last == 0
            ? new ClusterEnd(job.Name, 1, $"failed: {because}")
            : new ClusterEnd(job.Name, last, string.Create(CultureInfo.InvariantCulture, $"failed with exit code {last}: {because}"));
    }
}
