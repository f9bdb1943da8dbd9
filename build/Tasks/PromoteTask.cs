using Cake.Frosting;
using Images.Build.Hosting;

namespace Images.Build.Tasks;

/// <summary>Puts another tag on a published image.</summary>
[TaskName("Promote")]
[TaskDescription("Puts another tag on a published image, in its own repository")]
public sealed class PromoteTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context) => new CopyRun(context).PromoteAsync();
}
