using Cake.Frosting;
using Images.Build.Hosting;

namespace Images.Build.Tasks;

/// <summary>Runs a staged computation.</summary>
[TaskName("Compute")]
[TaskDescription("Runs a staged computation on files, in a container that is kept for its commit")]
public sealed class ComputeTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context) => new ComputeRun(context).RunAsync();
}
