using Images.Build.CommandLine;
using Images.Engines;
using Images.Jobs;
using Images.Jobs.Clusters;

namespace Images.Build.Hosting;

/// <summary>Runs jobs on the cluster of kubectl's current context: applies their manifests, and follows them to their end.</summary>
/// <param name="context">Knows what is asked for.</param>
/// <param name="jobs">The jobs.</param>
internal sealed class ClusterRun(BuildContext context, IReadOnlyList<JobDefinition> jobs) : IClusterListener
{
    private readonly Lock gate = new();
    private readonly bool passesOn = jobs is [{ Frames.Count: 0 }] && !context.InGitHubActions;

    /// <summary>Runs them.</summary>
    /// <param name="manifests">Their manifests.</param>
    /// <param name="removes">Whether what was applied is removed in the end.</param>
    /// <returns>When all have ended.</returns>
    /// <exception cref="JobException">There is no kubectl, no context, or the cluster refuses the manifests.</exception>
    /// <exception cref="JobFailedException">A job failed.</exception>
    public async Task RunAsync(string manifests, bool removes)
    {
        var kubectl = new Kubectl(new HostCommands());
        var cluster = await kubectl.FindContextAsync(context.Cancellation);
        var folder = Directory.CreateTempSubdirectory("images-apply.");
        try
        {
            var file = Path.Combine(folder.FullName, "manifests.yaml");
            await File.WriteAllTextAsync(file, manifests, context.Cancellation);
            await kubectl.ApplyAsync(file, context.Cancellation);
            context.Output.Note($"applied to {cluster}");
            var follower = new ClusterFollower(kubectl, context.Time, this);
            var ends = await Task.WhenAll(jobs.Select(job => follower.FollowAsync(job, context.Cancellation)));
            if (removes)
            {
                await kubectl.DeleteAsync(file, context.Cancellation);
            }

            Tell(ends);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <inheritdoc/>
    public void Wrote(string pod, string line)
    {
        lock (gate)
        {
            if (passesOn)
            {
                context.Output.Results.WriteLine(line);
                context.Output.Results.Flush();
            }
            else
            {
                context.Output.Log.WriteLine(context.Output.Mask.Apply($"{pod} | {ContainerText.HarmlessLine(line)}"));
            }
        }
    }

    /// <inheritdoc/>
    public void Waiting(string pod, string reason)
    {
        lock (gate)
        {
            context.Output.Note($"{pod}: waits: {reason}; 'kubectl describe pod {pod}' says why");
        }
    }

    private void Tell(ClusterEnd[] ends)
    {
        var failed = ends.Where(static end => end.ExitCode != 0).ToList();
        if (failed.Count > 0 && ends is [var only])
        {
            throw new JobFailedException(only.ExitCode, $"{only.Job}: {only.Sentence}");
        }

        foreach (var end in ends)
        {
            context.Output.Note($"{end.Job}: {end.Sentence}");
        }

        if (failed.Count > 0)
        {
            throw new JobFailedException(ExitCode.Failed, $"{failed.Count} of {ends.Length} jobs failed");
        }
    }
}
