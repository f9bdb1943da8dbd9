using Cake.Frosting;
using Images.Build.Hosting;

namespace Images.Build.Tasks;

/// <summary>Runs jobs in containers.</summary>
[TaskName("Run")]
[TaskDescription("Runs jobs in containers: job files, or a command in an image")]
public sealed class RunTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context) => new JobRuns(context).RunAsync();
}
