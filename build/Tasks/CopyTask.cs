using Cake.Frosting;
using Images.Build.Hosting;

namespace Images.Build.Tasks;

/// <summary>Copies a published image to another repository or registry.</summary>
[TaskName("Copy")]
[TaskDescription("Copies a published image, with all platforms and what is attached to it, to another repository or registry")]
public sealed class CopyTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context) => new CopyRun(context).CopyAsync();
}
